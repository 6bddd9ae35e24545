using System.Globalization;
using System.Net;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Exposure.External;

/// <summary>Lines of masscan's list (<c>open tcp 104 192.0.2.1 1700000000</c>) and of naabu's text (<c>192.0.2.1:104</c>).</summary>
internal static class TextExport
{
    private const int LongestQuote = 40;
    private const int LongestBanner = 1024;

    /// <summary>Reads one line.</summary>
    /// <returns>The sighting, or why there is none; neither for a remark and for a port that is not open.</returns>
    public static (Sighting? Sighting, string? Problem) Read(string line, SourceLocation where)
    {
        if (line.Length == 0 || line[0] == '#')
            return (null, null);
        return line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["closed", ..] => (null, null),
            [("open" or "banner") and var kind, ("tcp" or "udp") and var transport, var port, var address, var time, .. var rest] => Masscan(line, where, (kind, transport, port, address, time, rest)),
            [var endpoint] => Naabu(endpoint, where),
            _ => Unknown(line),
        };
    }

    private static (Sighting?, string?) Masscan(string line, SourceLocation where, (string Kind, string Transport, string Port, string Address, string Time, string[] Text) cells)
    {
        if (!PortList.TryParsePort(cells.Port, out var port) || !IPAddress.TryParse(cells.Address, out var address) || !long.TryParse(cells.Time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return Unknown(line);
        var (service, banner) = cells is { Kind: "banner", Text: [var rest] } && rest.Split(' ', 2) is [var protocol, .. var text] ? (protocol, text.FirstOrDefault()) : (null, null);
        return (new Sighting
        {
            Source = ExternalSource.Masscan,
            Where = where,
            Address = address,
            Port = port,
            Transport = cells.Transport,
            Time = ExportValues.Time(seconds),
            Service = service,
            Banner = banner?[..Math.Min(banner.Length, LongestBanner)],
        }, null);
    }

    private static (Sighting?, string?) Naabu(string endpoint, SourceLocation where)
    {
        var colon = endpoint.LastIndexOf(':');
        if (colon < 1 || !PortList.TryParsePort(endpoint[(colon + 1)..], out var port))
            return Unknown(endpoint);
        return IPAddress.TryParse(endpoint[..colon].Trim('[', ']'), out var address)
            ? (new Sighting { Source = ExternalSource.Naabu, Where = where, Address = address, Port = port }, null)
            : (null, "a name without its address, and names are not looked up here: use naabu -json");
    }

    private static (Sighting?, string?) Unknown(string line) => (null, $"not a line of masscan or naabu: {(line.Length <= LongestQuote ? line : line[..LongestQuote] + "…")}");
}
