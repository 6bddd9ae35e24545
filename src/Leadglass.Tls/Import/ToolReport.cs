using System.Text;
using System.Text.Json;
using System.Xml;
using Leadglass.Findings;

namespace Leadglass.Tls.Import;

/// <summary>
/// Reads what someone else measured: sslscan XML, testssl.sh JSON (flat and pretty), sslyze JSON, nmap XML with <c>ssl-enum-ciphers</c>.
/// What the tool did not measure is not known; versions and suites count as refused only where the tool asked for them.
/// </summary>
public static class ToolReport
{
    /// <summary>The longest report that is read, in bytes.</summary>
    public const int LongestReport = 64 << 20;

    /// <summary>The most servers that are taken from one report: more than any hospital has, and what memory holds.</summary>
    public const int MostServers = 4096;

    /// <summary>Reads a report; which tool wrote it shows in its first characters.</summary>
    /// <param name="stream">The report, UTF-8. Untrusted.</param>
    /// <param name="source">Name for messages.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ImportResult Read(Stream stream, string source)
    {
        if (BoundedBytes.ReadAll(stream, LongestReport) is not { } report)
            return new([], [$"{source}: longer than {LongestReport} bytes"]);
        var errors = new List<string>();
        var first = report.Span.IndexOfAnyExcept(" \t\r\n"u8);
        var servers = new List<ImportedServer>();
        switch (first < 0 ? 0 : report.Span[first])
        {
            case (byte)'<':
                ReadXml(report, source, servers, errors);
                break;
            case (byte)'{' or (byte)'[':
                ReadJson(report, source, servers, errors);
                break;
            default:
                break;
        }

        if (servers.Count > MostServers)
        {
            servers.RemoveAt(MostServers);
            errors.Add($"{source}: more than {MostServers} servers: evaluate them in parts");
        }

        if (servers.Count == 0 && errors.Count == 0)
            errors.Add($"{source}: no server of sslscan (XML), testssl.sh (JSON), sslyze (JSON) or nmap ssl-enum-ciphers (XML) was found in it");
        return new(servers, errors);
    }

    private static void ReadXml(ReadOnlyMemory<byte> report, string source, List<ImportedServer> servers, List<string> errors)
    {
        using var text = new StringReader(Encoding.UTF8.GetString(report.Span));
        using var reader = XmlReader.Create(text, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore, // nmap writes a DOCTYPE; nothing in it is ever needed
            XmlResolver = null,
        });
        try
        {
            reader.MoveToContent();
            Take(reader.Name switch { "document" => SslscanXml.Read(reader), "nmaprun" => NmapXml.Read(reader), _ => [] }, servers);
        }
        catch (XmlException e)
        {
            errors.Add($"{source}:{e.LineNumber}: not well-formed XML ({servers.Count} servers were read before it)");
        }
    }

    private static void ReadJson(ReadOnlyMemory<byte> report, string source, List<ImportedServer> servers, List<string> errors)
    {
        try
        {
            using var document = JsonDocument.Parse(report, new JsonDocumentOptions { AllowTrailingCommas = true });
            Take(
                document.RootElement.Get("server_scan_results") is { ValueKind: JsonValueKind.Array } results
                    ? SslyzeJson.Read(document.RootElement, results)
                    : TestsslJson.Read(document.RootElement),
                servers);
        }
        catch (JsonException e)
        {
            errors.Add($"{source}:{e.LineNumber + 1}: not well-formed JSON");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair passes for JSON and for no string.
            servers.Clear();
            errors.Add($"{source}: holds text that is not Unicode");
        }
    }

    /// <summary>One more than there may be shows that there are too many.</summary>
    private static void Take(IEnumerable<ImportedServer> read, List<ImportedServer> servers)
    {
        foreach (var server in read.Take(MostServers + 1))
            servers.Add(server);
    }
}
