using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Fhir;

/// <summary>Reads JSON from anybody: bounded in every direction, every name once, without recursion. Never throws on content.</summary>
internal static class FhirJsonReader
{
    /// <summary>The octets that are read at most: as many as of XML.</summary>
    public const int MostOctets = 4 * 1024 * 1024;

    private const int MostValues = 262_144;
    private const int MostDepth = 32;

    /// <summary>Reads a document.</summary>
    /// <param name="octets">UTF-8, with or without a byte order mark.</param>
    public static FhirJson Read(ReadOnlySpan<byte> octets)
    {
        if (octets.Length > MostOctets)
            return TooLarge(1, $"{octets.Length:N0} octets are more than the {MostOctets:N0} that are read");
        if (!Utf8.IsValid(octets))
            return Failed(IssueKind.NotUtf8, 1 + octets[..ValidLength(octets)].Count((byte)'\n'), "RFC 8259 §8.1", $"the octet at offset {ValidLength(octets)} is not UTF-8", "Send UTF-8.");

        var begin = octets.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(octets[begin..], new JsonReaderOptions { MaxDepth = MostDepth + 1 });
        var open = new Stack<FhirValue>();
        FhirValue? root = null;
        string? name = null;
        var (values, line, counted) = (0, 1, 0);
        try
        {
            while (reader.Read())
            {
                var start = begin + (int)reader.TokenStartIndex;
                line += octets[counted..start].Count((byte)'\n');
                counted = start;
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    open.Pop().EndAt(start + 1);
                    continue;
                }

                var text = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String ? reader.GetString()! : reader.TokenType == JsonTokenType.Number ? Encoding.ASCII.GetString(reader.ValueSpan) : "";
                // FHIR R4 string: nothing below U+0020 but tab, line feed and carriage return. XML and databases agree.
                if (text.AsSpan().ContainsAny(Control))
                    return NotJson(line, "a string holds a control character");
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = text;
                    continue;
                }

                if (++values > MostValues)
                    return TooLarge(line, $"more than {MostValues:N0} values");
                if (open.Count == MostDepth)
                    return TooLarge(line, $"more than {MostDepth} objects and arrays inside each other");
                var value = new FhirValue(KindOf(reader.TokenType), text, line, start);
                value.EndAt(begin + (int)reader.BytesConsumed);
                if (!open.TryPeek(out var parent))
                    root = value;
                else if (!parent.Add(name, value))
                    return NotJson(line, $"{IssueLog.Short(name!)} is there twice in one object");
                name = null;
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    open.Push(value);
            }

            return new FhirJson(root, null);
        }
        catch (JsonException e)
        {
            return NotJson((int)(e.LineNumber ?? 0) + 1, $"the JSON breaks off at column {(e.BytePositionInLine ?? 0) + 1}");
        }
        catch (InvalidOperationException)
        {
            return NotJson(line, "a string holds half of a pair of surrogates");
        }
    }

    private static readonly System.Buffers.SearchValues<char> Control = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(static code => (char)code).Except(['\t', '\n', '\r']), '\uFFFE', '\uFFFF']);

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    private static int ValidLength(ReadOnlySpan<byte> octets)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(octets[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;
        return at;
    }

    private static FhirJson NotJson(int line, string what) =>
        Failed(IssueKind.NotWellFormed, line, "RFC 8259", what, "Write the resource with a library for JSON, every name once, and let nothing cut it off.");

    private static FhirJson TooLarge(int line, string what) => Failed(IssueKind.TooLarge, line, "RFC 8259 §9", what, "Send less in one message.");

    private static FhirJson Failed(IssueKind kind, int line, string clause, string what, string fix) => new(null, new AuditIssue(kind, line, "document", clause, what, fix));
}
