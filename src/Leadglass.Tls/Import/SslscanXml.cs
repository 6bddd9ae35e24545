using System.Globalization;
using System.Xml;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Import;

/// <summary>Reads <c>sslscan --xml</c>; certificates only with <c>--show-certificate</c>, which prints them whole.</summary>
internal static class SslscanXml
{
    public static IEnumerable<ImportedServer> Read(XmlReader reader)
    {
        var tool = $"sslscan {reader.GetAttribute("version")}";
        while (reader.ReadToFollowing("ssltest"))
        {
            var host = reader.GetAttribute("host") ?? "";
            _ = int.TryParse(reader.GetAttribute("port"), out var port);
            var builder = new ObservationBuilder();
            using (var test = reader.ReadSubtree())
                ReadTest(test, builder);
            yield return new ImportedServer(tool, host, port, builder.Build());
        }
    }

    private static void ReadTest(XmlReader test, ObservationBuilder builder)
    {
        while (test.Read())
        {
            if (test.NodeType != XmlNodeType.Element)
                continue;
            switch (test.Name)
            {
                case "protocol" when VersionOf($"{test.GetAttribute("type")}{test.GetAttribute("version")}") is { } version:
                    builder.Support(version, test.GetAttribute("enabled") == "1");
                    builder.Asked(version, version == TlsVersion.Ssl2 ? [] : AskedSuites.Sslscan(version));
                    break;
                case "cipher" when VersionOf(test.GetAttribute("sslversion")) is { } version && TryParseCode(test.GetAttribute("id"), out var code):
                    builder.Suite(version, CipherSuites.Of(code));
                    if (int.TryParse(test.GetAttribute("dhebits"), out var bits))
                        builder.Field(bits);
                    break;
                case "group" when VersionOf(test.GetAttribute("sslversion")) is { } version && TryParseCode(test.GetAttribute("id"), out var code):
                    builder.Group(version, (NamedGroup)code);
                    builder.AskedGroups(version, NamedGroups.All.Where(static row => IsAsked(row.Group)).Select(static row => row.Group));
                    break;
                // Where the server wants a client certificate sslscan gets no session to look at, and prints two zeros.
                case "renegotiation" when test.GetAttribute("secure") == "1" || test.GetAttribute("supported") == "1":
                    builder.Features = builder.Features with { SecureRenegotiation = Is(test.GetAttribute("secure")) };
                    break;
                case "compression":
                    builder.Features = builder.Features with { Compression = Is(test.GetAttribute("supported")) };
                    break;
                case "fallback":
                    builder.Features = builder.Features with { FallbackProtection = Is(test.GetAttribute("supported")) };
                    break;
                case "certificate-blob":
                    builder.Certificates([test.ReadElementContentAsString()]);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>sslscan asks for the named curves of RFC 8422 and those before it, and the fields of RFC 7919.</summary>
    private static bool IsAsked(NamedGroup group) => group is >= NamedGroup.Sect163k1 and <= NamedGroup.X448 or >= NamedGroup.Ffdhe2048 and <= NamedGroup.Ffdhe8192;

    private static Answer Is(string? flag) => flag switch { "1" => Answer.Yes, "0" => Answer.No, _ => Answer.NotKnown };

    private static bool TryParseCode(string? text, out int code)
    {
        code = 0;
        return text is not null && text.StartsWith("0x", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code) && code is >= 0 and <= 0xFFFF;
    }

    private static TlsVersion? VersionOf(string? name) => name switch
    {
        "ssl2" or "SSLv2" => TlsVersion.Ssl2,
        "ssl3" or "SSLv3" => TlsVersion.Ssl3,
        "tls1.0" or "TLSv1.0" => TlsVersion.Tls10,
        "tls1.1" or "TLSv1.1" => TlsVersion.Tls11,
        "tls1.2" or "TLSv1.2" => TlsVersion.Tls12,
        "tls1.3" or "TLSv1.3" => TlsVersion.Tls13,
        _ => null,
    };
}
