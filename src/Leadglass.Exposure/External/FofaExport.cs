using System.Net;
using System.Text.Json;
using Leadglass.Findings;
using Leadglass.Knowledge.Import;

namespace Leadglass.Exposure.External;

/// <summary>Answers of FOFA's search (rows without names, in the order of the fields that were asked for) and rows with names.</summary>
internal static class FofaExport
{
    private const string Dicom = "dicom";

    public static IEnumerable<Sighting> ReadAnswer(JsonElement root, SourceLocation where) => root.Items("results").Select(row => ReadCells(row, where)).OfType<Sighting>();

    public static IEnumerable<Sighting> ReadRow(JsonElement row, SourceLocation where)
    {
        if (row.Address("ip") is not { } address || row.Port("port") is not { } port)
            yield break;
        yield return new Sighting
        {
            Source = ExternalSource.Fofa,
            Where = where,
            Address = address,
            Port = port,
            Transport = row.Transport("base_protocol"),
            Time = row.Time("lastupdatetime"),
            Service = row.Text("protocol"),
            Product = row.Text("product"),
            Version = row.Text("version"),
            Names = Names(row.Text("host")),
            Organisation = row.Text("org") ?? row.Text("as_organization"),
            Banner = row.Text("banner"),
            Title = row.Text("title"),
        };
    }

    // The default fields are host, ip, port. Of rows with more, an answer does not say which they are: the address, the port after it, and the word dicom are told by their shape.
    private static Sighting? ReadCells(JsonElement row, SourceLocation where)
    {
        if (row.ValueKind != JsonValueKind.Array)
            return null;
        var cells = row.EnumerateArray().Select(cell => cell.AsText() ?? "").ToList();
        // A host may be an address too: what counts is the one that a port follows.
        for (var at = 0; at + 1 < cells.Count; at++)
        {
            if (IPAddress.TryParse(cells[at], out var address) && row[at + 1].AsPort() is { } port)
            {
                return new Sighting
                {
                    Source = ExternalSource.Fofa,
                    Where = where,
                    Address = address,
                    Port = port,
                    Service = cells.Contains(Dicom, StringComparer.OrdinalIgnoreCase) ? Dicom : null,
                    Names = at > 0 ? Names(cells[0]) : [],
                };
            }
        }

        return null;
    }

    private static IReadOnlyList<string> Names(string? host)
    {
        if (host is null)
            return [];
        var name = host.Split("//", 2)[^1].Split('/', 2)[0].Split(':', 2)[0];
        return name.Length == 0 || IPAddress.TryParse(name, out _) ? [] : [name];
    }
}
