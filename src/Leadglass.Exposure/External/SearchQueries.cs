using System.Net;
using Leadglass.Exposure.Targets;

namespace Leadglass.Exposure.External;

/// <summary>The searches that an administrator may make about own networks. Every one of them names a network: none asks about the whole world.</summary>
public static class SearchQueries
{
    private const string Ports = "104,2761,2762,4242,11112,8042";

    /// <summary>The search engines with their searches for one network, most certain search first.</summary>
    /// <param name="network">An own network.</param>
    /// <returns>Name of the engine and text of the search.</returns>
    public static IEnumerable<(string Engine, string Query)> For(IPNetwork network) =>
    [
        .. Shodan(network).Select(query => ("Shodan", query)),
        ("Censys", $"ip: {network} and services.service_name: DICOM"),
        ("Censys", $"ip: {network} and services.port: {{{Ports}}}"),
        ("Censys", $"ip: {network} and services.http.response.html_title: \"Orthanc Explorer\""),
        ("FOFA", $"ip=\"{network}\" && protocol=\"dicom\""),
        ("FOFA", $"ip=\"{network}\" && title=\"Orthanc Explorer\""),
        ("FOFA", $"ip=\"{network}\" && ({string.Join(" || ", Ports.Split(',').Select(port => $"port=\"{port}\""))})"),
    ];

    /// <summary>Shodan's searches for one network.</summary>
    public static IReadOnlyList<string> Shodan(IPNetwork network) =>
    [
        $"net:{network} \"DICOM Server Response\"",
        $"net:{network} port:{Ports}",
        $"net:{network} http.title:\"Orthanc Explorer\"",
    ];

    /// <summary>Whether a network may be one's own and worth a search: public, and no wider than a large organisation holds.</summary>
    /// <param name="network">The network.</param>
    /// <param name="error">Why not.</param>
    public static bool IsAllowed(IPNetwork network, out string error)
    {
        var widest = network.BaseAddress.GetAddressBytes().Length == 4 ? 8 : 19;
        error = network.PrefixLength < widest ? $"{network} is wider than any network of one owner: name your own"
            : AddressRange.IsNeverATarget(network.BaseAddress) ? $"{network} is not a network of systems (unspecified, multicast or reserved)"
            : AddressRange.IsPrivate(network.BaseAddress) ? $"{network} is private: search engines cannot see it, use leadglass check"
            : "";
        return error.Length == 0;
    }
}
