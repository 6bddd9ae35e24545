using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Leadglass.TestKit;
using Leadglass.Tls;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>sslscan, whose lists of suites ours must equal.</summary>
public static class SslScan
{
    /// <summary>What a test with it needs.</summary>
    public const string Programs = "sslscan";

    /// <summary>The suites that a server takes.</summary>
    /// <param name="server">Where it serves.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Version and code of each, in order.</returns>
    public static async Task<IReadOnlyList<(TlsVersion Version, int Code)>> SuitesAsync(IPEndPoint server, CancellationToken cancellation)
    {
        string[] only = ["--no-heartbleed", "--no-renegotiation", "--no-compression", "--no-fallback", "--no-groups", "--no-check-certificate"];
        var result = await ExternalProgram.RunAsync(Programs, ["--xml=-", .. only, $"{server}"], cancellation);
        return
        [
            .. XDocument.Parse(result.Output).Descendants("cipher")
                .Select(static cipher => (VersionOf(cipher.Attribute("sslversion")!.Value), CodeOf(cipher.Attribute("id")!.Value)))
                .Order(),
        ];
    }

    private static TlsVersion VersionOf(string name) => name switch
    {
        "SSLv2" => TlsVersion.Ssl2,
        "SSLv3" => TlsVersion.Ssl3,
        "TLSv1.0" => TlsVersion.Tls10,
        "TLSv1.1" => TlsVersion.Tls11,
        "TLSv1.2" => TlsVersion.Tls12,
        "TLSv1.3" => TlsVersion.Tls13,
        _ => throw new FormatException($"sslscan knows a version that this test does not: {name}"),
    };

    private static int CodeOf(string id) => int.Parse(id.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
