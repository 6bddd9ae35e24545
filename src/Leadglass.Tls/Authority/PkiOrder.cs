using System.Net;
using System.Net.Sockets;

namespace Leadglass.Tls.Authority;

/// <summary>What a lab PKI shall hold.</summary>
public sealed record PkiOrder
{
    /// <summary>The most days that a certificate may be valid: a hundred years would outlive every device that has it.</summary>
    public const int MostDays = 3650;

    private const int LongestName = 48;    // RFC 5280 A.1: a common name has at most 64 characters; " issuing" is added

    /// <summary>The name of the authority; default <c>Leadglass lab</c>.</summary>
    public string Name { get; init; } = "Leadglass lab";

    /// <summary>DNS names and IP addresses under which the servers are called; default <c>localhost</c> and 127.0.0.1.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = ["localhost", "127.0.0.1"];

    /// <summary>AE titles, each of which gets certificates of its own; the first is the one that the configurations are written for. Default <c>ARCHIVE</c>.</summary>
    public IReadOnlyList<string> AETitles { get; init; } = ["ARCHIVE"];

    /// <summary>Days for which the certificates are valid; default 365.</summary>
    public int Days { get; init; } = 365;

    /// <summary>The DNS names among <see cref="Hosts"/>.</summary>
    internal IEnumerable<string> DnsNames => Hosts.Where(static host => !IPAddress.TryParse(host, out _));

    /// <summary>Says everything that is wrong.</summary>
    /// <returns>One sentence each; empty when nothing is.</returns>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Name.Length is 0 or > LongestName || Name.Any(char.IsControl))
            errors.Add($"the name of the authority must have 1 to {LongestName} characters");
        if (Days is < 1 or > MostDays)
            errors.Add($"a certificate can be valid for 1 to {MostDays} days, not for {Days}");
        if (Hosts.Count == 0)
            errors.Add("a server needs at least one host name or address, or no client can tell that it is the right one");
        errors.AddRange(Hosts.Where(static host => !IsHost(host)).Select(static host => $"'{host}' is neither a DNS name nor an IP address"));
        if (AETitles.Count == 0)
            errors.Add("at least one AE title is needed");
        errors.AddRange(AETitles.Where(static title => !IsFolderName(title))
            .Select(static title => $"'{title}' cannot be used here: an AE title that names a folder has 1 to 16 letters, digits, '_' and '-'"));
        errors.AddRange(AETitles.GroupBy(static title => title, StringComparer.OrdinalIgnoreCase).Where(static same => same.Count() > 1)
            .Select(static same => $"the AE title {same.Key} is given twice"));
        errors.AddRange(AETitles.Where(static title => title.ToLowerInvariant() is "authority" or "configuration").Select(static title => $"the folder {title} has another use: choose another AE title"));
        return errors;
    }

    // Scripts and configurations name hosts as they are. .NET takes more for an address than one: any text behind a percent sign, a port, a number alone.
    // A wildcard would say yes to the whole network, and PS3.15 has no use for one: names are listed.
    private static bool IsHost(string host) => IPAddress.TryParse(host, out var address)
        ? $"{address}" == host || (address.AddressFamily == AddressFamily.InterNetworkV6 && host.All(static letter => char.IsAsciiHexDigit(letter) || letter is ':' or '.'))
        : Uri.CheckHostName(host) == UriHostNameType.Dns && host.All(char.IsAscii) && host.Length <= 253;

    private static bool IsFolderName(string title) =>
        title.Length is >= 1 and <= 16 && title.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') && title[0] != '-';
}
