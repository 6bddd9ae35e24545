using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Leadglass.Findings;

namespace Leadglass.Exposure.External;

/// <summary>
/// Reads exports of search engines and scanners: Shodan (banners, hosts, answers of its search), Censys, FOFA, masscan (JSON, list, XML), naabu (JSON, text), zgrab2, nmap XML;
/// packed with gzip or not. The format is recognised by content, object by object. Contacts nobody.
/// </summary>
/// <param name="name">The file's name, for messages and places.</param>
public sealed class ExportReader(string name)
{
    /// <summary>The longest object or line that is read, in bytes.</summary>
    public const int MaximumPiece = 16 << 20;

    private const int MaximumDepth = 64;
    private const int MostProblems = 20;

    private readonly List<string> _problems = [];

    /// <summary>The limit of this reader; only tests set a lower one.</summary>
    internal int Limit { get; init; } = MaximumPiece;

    /// <summary>What could not be read, with file and line; the first 20, and how many more. Complete when the sightings have been enumerated.</summary>
    public IReadOnlyList<string> Problems => ProblemCount <= MostProblems ? _problems : [.. _problems, $"{name}: and {ProblemCount - MostProblems:N0} more that could not be read"];

    /// <summary>How many places could not be read.</summary>
    public int ProblemCount { get; private set; }

    /// <summary>How many services were read.</summary>
    public long Count { get; private set; }

    /// <summary>Reads an export as its sightings are asked for; what is broken is left out and told in <see cref="Problems"/>.</summary>
    /// <param name="file">The file, which can be sought in. Untrusted. Not closed.</param>
    public IEnumerable<Sighting> Read(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (var sighting in ReadAny(file))
        {
            Count++;
            yield return sighting;
        }

        if (Count == 0 && ProblemCount == 0)
            AddProblem(1, "nothing in it that lists a service");
    }

    private IEnumerable<Sighting> ReadAny(Stream file)
    {
        var kind = Recognise(file);
        file.Position = 0;
        using var stream = new ExportStream(file);
        var sightings = kind switch
        {
            (byte)'<' => ReadXml(stream),
            (byte)'{' or (byte)'[' => ReadJson(stream),
            _ => ReadLines(stream),
        };
        foreach (var sighting in sightings)
            yield return sighting;
        if (stream.Problem is { } problem)
            AddProblem(null, problem);
    }

    // The first byte that says something; an IPv6 address in brackets is text, not a list.
    private static byte Recognise(Stream file)
    {
        using var stream = new ExportStream(file);
        var head = new byte[64];
        var length = stream.Read(head);
        var rest = head.AsSpan(0, length);
        if (rest.StartsWith(Encoding.UTF8.Preamble))
            rest = rest[Encoding.UTF8.Preamble.Length..];
        rest = rest.TrimStart(" \t\r\n"u8);
        return rest is [(byte)'[', var next, ..] && (char.IsAsciiHexDigit((char)next) || next == ':') ? next : rest.IsEmpty ? default : rest[0];
    }

    private IEnumerable<Sighting> ReadJson(ExportStream stream)
    {
        foreach (var piece in new JsonPieces(stream, Limit).Read())
        {
            if (piece.Problem is not null)
            {
                AddProblem(piece.Line, piece.Problem);
                continue;
            }

            foreach (var sighting in ReadObject(piece))
                yield return sighting;
        }
    }

    private List<Sighting> ReadObject(ExportPiece piece)
    {
        var where = new SourceLocation(name, piece.Line);
        if (!Utf8.IsValid(piece.Bytes.Span))
            AddProblem(piece.Line, "not UTF-8");
        else if (!piece.Bytes.Span.SequenceEqual("{finished: 1}"u8))   // how old versions of masscan end their list
            return Parse(piece, where);
        return [];
    }

    private List<Sighting> Parse(ExportPiece piece, SourceLocation where)
    {
        try
        {
            // A name twice in one object is how two readers are made to see two things.
            using var document = JsonDocument.Parse(piece.Bytes, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
            var sightings = JsonExport.Read(document.RootElement, where);
            if (sightings is null)
                AddProblem(piece.Line, "an object of none of the formats that are read: Shodan, Censys, FOFA, masscan, naabu, zgrab2");
            return sightings ?? [];
        }
        catch (JsonException e)
        {
            AddProblem(piece.Line + (int)(e.LineNumber ?? 0), $"not JSON that can be read: {e.Message.Split(" LineNumber: ", 2)[0]}");
            return [];
        }
    }

    private IEnumerable<Sighting> ReadLines(ExportStream stream)
    {
        foreach (var (text, line) in new TextLines(stream, Limit).Read())
        {
            var (sighting, problem) = text is null ? (null, $"a line longer than {Limit:N0} bytes") : TextExport.Read(text, new SourceLocation(name, line));
            if (problem is not null)
                AddProblem(line, problem);
            if (sighting is not null)
                yield return sighting;
        }
    }

    private IEnumerable<Sighting> ReadXml(ExportStream stream) => new NmapExport(name, AddProblem).Read(stream);

    private void AddProblem(int? line, string problem)
    {
        if (++ProblemCount <= MostProblems)
            _problems.Add(line is null ? $"{name}: {problem}" : $"{name}:{line}: {problem}");
    }
}
