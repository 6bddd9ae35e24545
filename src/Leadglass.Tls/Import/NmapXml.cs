using System.Xml;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Import;

/// <summary>
/// Reads <c>nmap --script ssl-enum-ciphers,ssl-cert -oX</c>. The script tries SSL 3.0 to TLS 1.3 and prints only what it finds:
/// a version that it does not print counts as refused. SSL 2.0 is another script's business and stays not known.
/// </summary>
internal static class NmapXml
{
    public static IEnumerable<ImportedServer> Read(XmlReader reader)
    {
        var tool = $"nmap {reader.GetAttribute("version")}";
        var host = "";
        var port = 0;
        ObservationBuilder? builder = null;
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.EndElement, Name: "port" } && builder is not null)
            {
                yield return new ImportedServer(tool, host, port, builder.Build());
                builder = null;
            }

            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.Name == "address" && reader.GetAttribute("addrtype") is "ipv4" or "ipv6")
                host = reader.GetAttribute("addr") ?? "";
            else if (reader.Name == "port")
                _ = int.TryParse(reader.GetAttribute("portid"), out port);
            else if (reader.Name == "script" && reader.GetAttribute("id") is "ssl-enum-ciphers" or "ssl-cert")
                ReadScript(reader, builder ??= new ObservationBuilder());
        }
    }

    private static void ReadScript(XmlReader reader, ObservationBuilder builder)
    {
        var isCiphers = reader.GetAttribute("id") == "ssl-enum-ciphers";
        if (isCiphers)
        {
            foreach (var version in TlsVersions.All.Where(static version => version != TlsVersion.Ssl2))
            {
                builder.Support(version, offered: false);
                builder.Asked(version, AskedSuites.Nmap(version));
            }
        }

        using var script = reader.ReadSubtree();
        TlsVersion? current = null;
        script.Read();
        while (!script.EOF)
        {
            if (script is not { NodeType: XmlNodeType.Element, Name: "elem" })
            {
                if (script is { NodeType: XmlNodeType.Element, Name: "table" } && VersionOf(script.GetAttribute("key")) is { } version)
                    current = version;
                script.Read();
                continue;
            }

            var key = script.GetAttribute("key");
            var text = script.ReadElementContentAsString(); // moves past the element by itself
            if (key == "pem")
                builder.Certificates([text]);
            else if (isCiphers && current is { } inside)
                ReadElement(text, key, inside, builder);
        }
    }

    private static void ReadElement(string text, string? key, TlsVersion version, ObservationBuilder builder)
    {
        // nmap gives the suites of TLS 1.3 a key exchange that the registry does not.
        if (key == "name" && CipherSuites.Find(text.Replace("TLS_AKE_WITH_", "TLS_", StringComparison.Ordinal)) is { } suite)
            builder.Suite(version, suite);
        else if (key == "kex_info" && text.StartsWith("dh ", StringComparison.Ordinal) && int.TryParse(text.AsSpan(3), out var bits))
            builder.Field(bits);
        else if (key == "kex_info" && NamedGroups.All.FirstOrDefault(row => text == row.Name || text == $"ecdh_{row.Name}") is { } row)
            builder.Group(version, row.Group);
        else if (key is null && version <= TlsVersion.Tls12)
            builder.Features = builder.Features with { Compression = text != "NULL" || builder.Features.Compression == Answer.Yes ? Answer.Yes : Answer.No };
    }

    private static TlsVersion? VersionOf(string? key) => key switch
    {
        "SSLv3" => TlsVersion.Ssl3,
        "TLSv1.0" => TlsVersion.Tls10,
        "TLSv1.1" => TlsVersion.Tls11,
        "TLSv1.2" => TlsVersion.Tls12,
        "TLSv1.3" => TlsVersion.Tls13,
        _ => null,
    };
}
