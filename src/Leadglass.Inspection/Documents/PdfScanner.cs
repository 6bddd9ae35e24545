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
    internal const int MostObjectStreams = 1000;
    internal const int LongestObjectStream = 1 << 20;
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
    public static DocumentFacts Scan(byte[] pdf)
    {
        ArgumentNullException.ThrowIfNull(pdf);
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

    /// <summary>Takes a name after its escapes, with the place of its written form behind the slash; false to end the walk.</summary>
    internal delegate bool NameVisitor(ReadOnlySpan<byte> name, int at, int writtenLength);

    /// <summary>Takes the bytes between <c>stream</c> and <c>endstream</c> of an object stream, and whether they are deflated; where they are neither that nor plain, null.</summary>
    internal delegate bool StreamVisitor(int at, int length, bool? isDeflated);

    /// <summary>Whether a name makes a document act, or points outside.</summary>
    internal static bool IsActive(ReadOnlySpan<byte> name) => IsIn(ActiveNames, name);

    /// <inheritdoc cref="IsActive"/>
    internal static bool IsOutward(ReadOnlySpan<byte> name) => IsIn(OutwardNames, name);

    /// <summary>Goes through the names. Inside streams, where bytes are as good as random, the short ones would be found by chance.</summary>
    internal static void Names(ReadOnlySpan<byte> bytes, bool trusted, NameVisitor visit)
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

            var (length, written) = ReadName(bytes[(at + 1)..], name);
            if (length >= 2 && (at >= streamEnd || length >= 6) && !visit(name[..length], at + 1, written))
                return;
        }
    }

    private static bool IsIn((string Name, string Meaning)[] table, ReadOnlySpan<byte> name)
    {
        foreach (var (known, _) in table)
        {
            if (System.Text.Ascii.Equals(name, known))
                return true;
        }

        return false;
    }

    private static void Collect(ReadOnlySpan<byte> bytes, HashSet<string> names, bool trusted) => Names(bytes, trusted, (name, _, _) =>
    {
        names.Add(Encoding.Latin1.GetString(name));
        return names.Count <= 100_000;
    });

    private static (int Length, int Written) ReadName(ReadOnlySpan<byte> bytes, Span<byte> name)
    {
        var (length, at) = (0, 0);
        for (; at < bytes.Length && length < name.Length; at++)
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

        return (length, at);
    }

    private static bool IsStream(ReadOnlySpan<byte> bytes, int at) =>
        bytes[at..].StartsWith("stream"u8) && at + 6 < bytes.Length && bytes[at + 6] is (byte)'\r' or (byte)'\n' && bytes[..at].TrimEnd(" \r\n\t"u8).EndsWith(">>"u8);

    /// <summary>Goes through the object streams, until the visitor has seen enough.</summary>
    internal static void ObjectStreams(ReadOnlySpan<byte> pdf, StreamVisitor visit)
    {
        var hasEnd = true;
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
            var data = pdf[at..].TrimStart("\r\n"u8);
            var end = hasEnd ? data.IndexOf("endstream"u8) : -1;
            hasEnd = end >= 0;   // where none follows one stream, none follows the next
            var length = hasEnd ? end : data.Length;
            bool? isDeflated = keys.Contains("FlateDecode") || keys.Contains("Fl") ? true : keys.Contains("Filter") ? null : false;
            if (!visit(pdf.Length - data.Length, length, isDeflated))
                return;
        }
    }

    private static void ScanObjectStreams(byte[] pdf, HashSet<string> names, List<string> notSeen)
    {
        var streams = 0;
        ObjectStreams(pdf, (at, length, isDeflated) =>
        {
            if (++streams > MostObjectStreams)
            {
                notSeen.Add($"object streams behind the first {MostObjectStreams}");
                return false;
            }

            if (isDeflated is null)
            {
                notSeen.Add("an object stream with a filter that is not read");
            }
            else if (!isDeflated.Value)
            {
                Collect(pdf.AsSpan(at, length), names, trusted: false);
            }
            else if (Wrappings.Unpack(pdf.AsSpan(at, Math.Min(length, LongestObjectStream)), isGzip: false) is { } layer)
            {
                Collect(layer.Bytes.Span, names, trusted: false);
                if (layer.IsCut || length > LongestObjectStream)
                    notSeen.Add("the end of an object stream");
            }
            else
            {
                notSeen.Add("an object stream that does not unpack");
            }

            return true;
        });
    }
}
