using System.Globalization;
using System.Text;
using Leadglass.Inspection.Layers;

namespace Leadglass.Inspection.Documents;

/// <summary>
/// Finds the names in a PDF that make it act: after their escapes are resolved, and inside object streams. Source: ISO 32000-1 §7.3.5, §7.5.7, §12.6.
/// Does not interpret the document, so it also sees what a damaged cross-reference table hides.
/// </summary>
public static class PdfScanner
{
    private const int MostObjectStreams = 1000;
    private const int LongestObjectStream = 1 << 20;
    private const int LongestName = 127;     // ISO 32000-1 annex C.2
    private const int LongestDictionary = 2048;

    private static readonly (string Name, string Meaning)[] ActiveNames =
    [
        ("JavaScript", "runs JavaScript (/JavaScript)"),
        ("JS", "runs JavaScript (/JS)"),
        ("Launch", "starts a program (/Launch)"),
        ("OpenAction", "acts when it is opened (/OpenAction)"),
        ("AA", "acts on events (/AA)"),
        ("EmbeddedFile", "holds files (/EmbeddedFile)"),
        ("EmbeddedFiles", "holds files (/EmbeddedFiles)"),
        ("RichMedia", "plays media of its own (/RichMedia)"),
        ("XFA", "is an XFA form, which can hold scripts (/XFA)"),
        ("ImportData", "imports data (/ImportData)"),
        ("SubmitForm", "sends form data away (/SubmitForm)"),
        ("GoToE", "opens a file inside it (/GoToE)"),
    ];

    private static readonly (string Name, string Meaning)[] OutwardNames =
    [
        ("URI", "names addresses that a reader may follow (/URI)"),
        ("GoToR", "names other files (/GoToR)"),
    ];

    /// <summary>Scans.</summary>
    /// <param name="pdf">The document, from any place before its header on.</param>
    /// <returns>What acts, what points outside, and what could not be read.</returns>
    public static DocumentFacts Scan(ReadOnlySpan<byte> pdf)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var notSeen = new List<string>();
        Collect(pdf, names, trusted: true);
        ScanObjectStreams(pdf, names, notSeen);
        if (names.Contains("Encrypt"))
            notSeen.Add("the document is encrypted: its streams are not readable");
        return new DocumentFacts(Meanings(ActiveNames, names), Meanings(OutwardNames, names), notSeen);
    }

    private static List<string> Meanings((string Name, string Meaning)[] table, HashSet<string> names) =>
        [.. table.Where(entry => names.Contains(entry.Name)).Select(static entry => entry.Meaning)];

    /// <summary>Collects names. Inside streams, where bytes are as good as random, the short ones would be found by chance.</summary>
    private static void Collect(ReadOnlySpan<byte> bytes, HashSet<string> names, bool trusted)
    {
        Span<byte> name = stackalloc byte[LongestName];
        var streamEnd = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var skip = bytes[at..].IndexOfAny((byte)'/', (byte)'s');
            if (skip < 0)
                return;
            at += skip;
            if (bytes[at] == 's')
            {
                if (trusted && IsStream(bytes, at) && at >= streamEnd)
                    streamEnd = at + (bytes[at..].IndexOf("endstream"u8) is >= 0 and var end ? end : bytes.Length - at);
                continue;
            }

            var length = ReadName(bytes[(at + 1)..], name);
            if (length >= 2 && (at >= streamEnd || length >= 6))
                names.Add(Encoding.Latin1.GetString(name[..length]));
            if (names.Count > 100_000)
                return;
        }
    }

    private static int ReadName(ReadOnlySpan<byte> bytes, Span<byte> name)
    {
        var length = 0;
        for (var at = 0; at < bytes.Length && length < name.Length; at++)
        {
            var value = bytes[at];
            if (value <= ' ' || value is (byte)'/' or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'%')
                break;
            if (value == '#' && at + 2 < bytes.Length && byte.TryParse(bytes.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var escaped))
            {
                value = escaped;
                at += 2;
            }

            name[length++] = value;
        }

        return length;
    }

    private static bool IsStream(ReadOnlySpan<byte> bytes, int at) =>
        bytes[at..].StartsWith("stream"u8) && at + 6 < bytes.Length && bytes[at + 6] is (byte)'\r' or (byte)'\n' && bytes[..at].TrimEnd(" \r\n\t"u8).EndsWith(">>"u8);

    private static void ScanObjectStreams(ReadOnlySpan<byte> pdf, HashSet<string> names, List<string> notSeen)
    {
        var streams = 0;
        for (var at = 0; at < pdf.Length;)
        {
            var skip = pdf[at..].IndexOf("stream"u8);
            if (skip < 0)
                return;
            at += skip;
            var start = at;
            at += 6;
            if (!IsStream(pdf, start))
                continue;
            var dictionary = pdf[Math.Max(0, start - LongestDictionary)..start];
            if (dictionary.LastIndexOf(" obj"u8) is >= 0 and var obj)
                dictionary = dictionary[obj..];
            var keys = new HashSet<string>(StringComparer.Ordinal);
            Collect(dictionary, keys, trusted: false);
            if (!keys.Contains("ObjStm"))
                continue;
            if (++streams > MostObjectStreams)
            {
                notSeen.Add($"object streams behind the first {MostObjectStreams}");
                return;
            }

            var data = pdf[at..].TrimStart("\r\n"u8);
            var length = data.IndexOf("endstream"u8) is >= 0 and var end ? end : data.Length;
            if (!keys.Contains("FlateDecode") && !keys.Contains("Fl"))
            {
                if (keys.Contains("Filter"))
                    notSeen.Add("an object stream with a filter that is not read");
                else
                    Collect(data[..length], names, trusted: false);
            }
            else if (Wrappings.Unpack(data[..Math.Min(length, LongestObjectStream)], isGzip: false) is { } layer)
            {
                Collect(layer.Bytes.Span, names, trusted: false);
                if (layer.IsCut || length > LongestObjectStream)
                    notSeen.Add("the end of an object stream");
            }
            else
            {
                notSeen.Add("an object stream that does not unpack");
            }
        }
    }
}
