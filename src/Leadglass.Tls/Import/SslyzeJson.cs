using System.Text.Json;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Import;

/// <summary>Reads <c>sslyze --json_out</c> of releases 5 and 6, by its published schema. It lists what it asked for, accepted and rejected.</summary>
internal static class SslyzeJson
{
    private static readonly (string Command, TlsVersion Version)[] Versions =
    [
        ("ssl_2_0_cipher_suites", TlsVersion.Ssl2),
        ("ssl_3_0_cipher_suites", TlsVersion.Ssl3),
        ("tls_1_0_cipher_suites", TlsVersion.Tls10),
        ("tls_1_1_cipher_suites", TlsVersion.Tls11),
        ("tls_1_2_cipher_suites", TlsVersion.Tls12),
        ("tls_1_3_cipher_suites", TlsVersion.Tls13),
    ];

    public static IEnumerable<ImportedServer> Read(JsonElement root, JsonElement results)
    {
        var tool = $"sslyze {root.Get("sslyze_version").Text()}".Trim();
        foreach (var result in results.EnumerateArray())
        {
            var location = result.Get("server_location");
            _ = int.TryParse(location.Get("port").Text(), out var port);
            var builder = new ObservationBuilder();
            ReadScan(result, builder);
            yield return new ImportedServer(tool, location.Get("hostname").Text(), port, builder.Build());
        }
    }

    private static void ReadScan(JsonElement result, ObservationBuilder builder)
    {
        var scan = result.Get("scan_result");
        foreach (var (command, version) in Versions)
        {
            if (scan.Get(command).Get("result") is { ValueKind: JsonValueKind.Object } suites)
                ReadSuites(suites, version, builder);
        }

        foreach (var deployment in scan.Get("certificate_info").Get("result").Get("certificate_deployments").Items())
            builder.Certificates(deployment.Get("received_certificate_chain").Items().Select(static certificate => certificate.Get("as_pem").Text()));
        foreach (var (curves, offered) in new[] { ("supported_curves", true), ("rejected_curves", false) })
            ReadCurves(scan.Get("elliptic_curves").Get("result").Get(curves), offered, builder);

        builder.Features = builder.Features with
        {
            Compression = Of(scan, "tls_compression", "supports_compression"),
            FallbackProtection = Of(scan, "tls_fallback_scsv", "supports_fallback_scsv"),
            SecureRenegotiation = Of(scan, "session_renegotiation", "supports_secure_renegotiation"),
            ExtendedMasterSecret = Of(scan, "tls_extended_master_secret", "supports_ems_extension"),
            EarlyData = Of(scan, "tls_1_3_early_data", "supports_early_data"),
        };
        // sslyze looks at the handshake alone: "required" in TLS 1.3 would show only in an answer to data.
        builder.ClientCertificate = result.Get("connectivity_result").Get("client_auth_requirement").Text() switch
        {
            "DISABLED" => (Answer.No, Answer.No),
            "OPTIONAL" => (Answer.Yes, Answer.NotKnown),
            "REQUIRED" => (Answer.Yes, Answer.Yes),
            _ => default,
        };
    }

    private static void ReadSuites(JsonElement result, TlsVersion version, ObservationBuilder builder)
    {
        if (result.Get("is_tls_version_supported").Flag() is { } supported)
            builder.Support(version, supported);
        foreach (var accepted in result.Get("accepted_cipher_suites").Items())
        {
            if (CipherSuites.Find(accepted.Get("cipher_suite").Get("name").Text()) is not { } suite)
                continue;
            builder.Suite(version, suite);
            var key = accepted.Get("ephemeral_key");
            if (key.Get("type_name").Text() == "DH" && int.TryParse(key.Get("size").Text(), out var bits))
                builder.Field(bits);
        }

        builder.Asked(version, result.Get("rejected_cipher_suites").Items()
            .Select(static rejected => CipherSuites.Find(rejected.Get("cipher_suite").Get("name").Text()))
            .OfType<CipherSuite>());
    }

    /// <summary>Curves come under the names of OpenSSL, in which P-192 and P-256 have names of their own.</summary>
    private static void ReadCurves(JsonElement? curves, bool offered, ObservationBuilder builder)
    {
        foreach (var curve in curves.Items())
        {
            var name = curve.Get("name").Text() switch { "prime256v1" => "secp256r1", "prime192v1" => "secp192r1", var other => other };
            if (NamedGroups.All.FirstOrDefault(row => string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } row)
                continue;
            if (offered)
                builder.Group(TlsVersion.Tls12, row.Group);
            else
                builder.AskedGroups(TlsVersion.Tls12, [row.Group]);
        }
    }

    private static Answer Of(JsonElement? scan, string command, string flag) => scan.Get(command).Get("result").Get(flag).Flag() switch
    {
        true => Answer.Yes,
        false => Answer.No,
        _ => Answer.NotKnown,
    };
}
