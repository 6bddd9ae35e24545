using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Import;

/// <summary>
/// Reads the JSON of testssl.sh, flat (<c>--jsonfile</c>) or pretty (<c>--jsonfile-pretty</c>): both are lists of findings with an id, and the pretty one groups them by server.
/// Suites are complete only where it ran with <c>-E</c>.
/// </summary>
internal static partial class TestsslJson
{
    public static IEnumerable<ImportedServer> Read(JsonElement root) => (root.ValueKind == JsonValueKind.Array ? ReadFlat(root) : ReadPretty(root)).OfType<ImportedServer>();

    private static IEnumerable<ImportedServer?> ReadFlat(JsonElement root) => root.EnumerateArray()
        .GroupBy(static finding => (Ip: finding.Get("ip").Text(), Port: finding.Get("port").Text()))
        .Select(static server => ReadServer("testssl.sh", server.Key.Ip, server.Key.Port, [.. server]));

    private static IEnumerable<ImportedServer?> ReadPretty(JsonElement root)
    {
        var tool = $"testssl.sh {root.Get("version").Text().Split(' ')[0]}".Trim();
        foreach (var result in root.Get("scanResult").Items())
        {
            var findings = result.ValueKind == JsonValueKind.Object ? result.EnumerateObject().SelectMany(static section => ((JsonElement?)section.Value).Items()).ToList() : [];
            yield return ReadServer(tool, $"{result.Get("targetHost").Text()}/{result.Get("ip").Text()}", result.Get("port").Text(), findings);
        }
    }

    /// <returns>The server; <see langword="null"/> where none of the findings is about one.</returns>
    private static ImportedServer? ReadServer(string tool, string host, string port, List<JsonElement> findings)
    {
        var builder = new ObservationBuilder();
        var known = false;
        foreach (var finding in findings)
            known |= Read(finding.Get("id").Text(), finding.Get("finding").Text(), builder);
        if (!known)
            return null;

        if (findings.Exists(static finding => finding.Get("id").Text().StartsWith("cipher-tls", StringComparison.Ordinal)))
        {
            foreach (var version in TlsVersions.All.Where(static version => version != TlsVersion.Ssl2))
                builder.Asked(version, AskedSuites.Testssl(version));
        }

        _ = int.TryParse(port, out var number);
        // It writes name and address with a slash between, also where both are the same.
        return new ImportedServer(tool, host.Split('/')[0], number, builder.Build());
    }

    /// <returns>Whether the finding is one that testssl.sh writes for each server.</returns>
    private static bool Read(string id, string finding, ObservationBuilder builder)
    {
        if (VersionOf(id) is { } version)
        {
            // "offered (deprecated)", "offered with final", "not offered", "not offered and downgraded …": everything else is no answer.
            if (finding.StartsWith("offered", StringComparison.Ordinal) || finding.StartsWith("not offered", StringComparison.Ordinal))
                builder.Support(version, finding.StartsWith("offered", StringComparison.Ordinal));
            return true;
        }

        if (SuiteId().Match(id) is { Success: true } suite && VersionOf(suite.Groups["version"].Value.ToUpperInvariant()) is { } offered)
        {
            builder.Suite(offered, CipherSuites.Of(int.Parse(suite.Groups["code"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
            if (FieldSize().Match(finding) is { Success: true } size)
                builder.Field(int.Parse(size.Groups["bits"].ValueSpan));
            return true;
        }

        var plain = id.Split(' ')[0]; // "cert <cert#2>" where there is more than one
        switch (plain)
        {
            case "cert":
                // It writes blanks for the line ends of PEM.
                builder.Certificates([finding]);
                break;
            case "PFS_ECDHE_curves" or "FS_ECDHE_curves":
                foreach (var name in finding.Split(' '))
                    AddGroup(name, builder);
                builder.AskedGroups(TlsVersion.Tls12, NamedGroups.All.Where(static row => row.Group is >= NamedGroup.Sect163k1 and <= NamedGroup.X448).Select(static row => row.Group));
                break;
            case "TLS_extensions":
                builder.Features = WithExtensions(builder.Features, finding);
                break;
            case "secure_renego":
                builder.Features = builder.Features with { SecureRenegotiation = Starts(finding, "supported", "not supported") };
                break;
            case "CRIME_TLS":
                builder.Features = builder.Features with { Compression = Starts(finding, "VULNERABLE", "not vulnerable") };
                break;
            case "fallback_SCSV":
                builder.Features = builder.Features with { FallbackProtection = Starts(finding, "supported", "not supported") };
                break;
            case "clientAuth":
                builder.ClientCertificate = finding switch
                {
                    "none" => (Answer.No, Answer.No),
                    "optional" => (Answer.Yes, Answer.No),
                    "required" => (Answer.Yes, Answer.Yes),
                    _ => default,
                };
                break;
            default:
                break;
        }

        return false;
    }

    /// <summary>An extension that is listed was seen; one that is not may not have been asked for with a suite that has it.</summary>
    private static FeaturesObservation WithExtensions(FeaturesObservation features, string listed) => features with
    {
        SecureRenegotiation = listed.Contains("#65281'", StringComparison.Ordinal) ? Answer.Yes : features.SecureRenegotiation,
        ExtendedMasterSecret = listed.Contains("#23'", StringComparison.Ordinal) ? Answer.Yes : features.ExtendedMasterSecret,
        EncryptThenMac = listed.Contains("#22'", StringComparison.Ordinal) ? Answer.Yes : features.EncryptThenMac,
        TruncatedHmac = listed.Contains("#4'", StringComparison.Ordinal) ? Answer.Yes : features.TruncatedHmac,
    };

    private static void AddGroup(string name, ObservationBuilder builder)
    {
        // OpenSSL's own name for P-256; the others are the registry's.
        var registered = name == "prime256v1" ? "secp256r1" : name;
        if (NamedGroups.All.FirstOrDefault(row => string.Equals(row.Name, registered, StringComparison.OrdinalIgnoreCase)) is { } row)
            builder.Group(TlsVersion.Tls12, row.Group);
    }

    private static Answer Starts(string finding, string yes, string no) =>
        finding.StartsWith(no, StringComparison.Ordinal) ? Answer.No : finding.StartsWith(yes, StringComparison.Ordinal) ? Answer.Yes : Answer.NotKnown;

    private static TlsVersion? VersionOf(string id) => id switch
    {
        "SSLv2" => TlsVersion.Ssl2,
        "SSLv3" or "SSL3" => TlsVersion.Ssl3,
        "TLS1" => TlsVersion.Tls10,
        "TLS1_1" => TlsVersion.Tls11,
        "TLS1_2" => TlsVersion.Tls12,
        "TLS1_3" => TlsVersion.Tls13,
        _ => null,
    };

    [GeneratedRegex("^cipher-(?<version>ssl3|tls1(_[123])?)_x(?<code>[0-9a-f]{1,4})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SuiteId();

    [GeneratedRegex(" DH (?<bits>[0-9]{1,5}) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldSize();
}
