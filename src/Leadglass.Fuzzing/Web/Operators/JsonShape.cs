using System.Text;

namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>Metadata in JSON that no writer makes. Nothing in it names an address: a server is never made to fetch from elsewhere. Source: PS3.18 Annex F, RFC 8259.</summary>
internal sealed class JsonShape : WebOperator
{
    private const string Rows = "\"00280010\":{\"vr\":\"US\",\"Value\":[8]}";

    // In the place of Rows.
    private static readonly (string Name, string Text)[] Elements =
    [
        ("a number of 400 digits", Us(new string('9', 400))),
        ("an exponent out of range", Us("1e999999")),
        ("a negative number for US", Us("-1")),
        ("a fraction for US", Us("8.5")),
        ("a number with a leading zero", Us("08")),
        ("a number that is none", Us("NaN")),
        ("text for US", Us("\"eight\"")),
        ("null for US", Us("null")),
        ("true for US", Us("true")),
        ("an object for US", Us("{}")),
        ("an array for US", Us("[8]")),
        ("60000 values", Us(string.Join(',', Enumerable.Repeat("8", 60_000)))),
        ("no vr", "\"00280010\":{\"Value\":[8]}"),
        ("an empty vr", "\"00280010\":{\"vr\":\"\",\"Value\":[8]}"),
        ("a vr that is a number", "\"00280010\":{\"vr\":16,\"Value\":[8]}"),
        ("a vr that nobody knows", "\"00280010\":{\"vr\":\"ZZ\",\"Value\":[8]}"),
        ("a value that is no array", "\"00280010\":{\"vr\":\"US\",\"Value\":8}"),
        ("an element that is no object", "\"00280010\":8"),
        ("an element that is null", "\"00280010\":null"),
        ("value and binary and bulk data at once", "\"00280010\":{\"vr\":\"US\",\"Value\":[8],\"InlineBinary\":\"CAA=\",\"BulkDataURI\":\"leadglass-pixels\"}"),
        ("the element 3000 times", string.Join(',', Enumerable.Repeat(Rows, 3000))),
        ("a tag of letters", "\"rows\":{\"vr\":\"US\",\"Value\":[8]}"),
        ("a tag that is too long", "\"002800100\":{\"vr\":\"US\",\"Value\":[8]}"),
        ("an item's tag", "\"FFFEE000\":{\"vr\":\"UN\"}"),
        ("an empty tag", "\"\":{\"vr\":\"US\",\"Value\":[8]}"),
        ("a keyword of 20000 characters", $"\"{new string('k', 20_000)}\":{{\"vr\":\"US\"}}"),
        ("half a surrogate pair", "\"00081030\":{\"vr\":\"LO\",\"Value\":[\"\\ud800\"]}"),
        ("a null character", "\"00081030\":{\"vr\":\"LO\",\"Value\":[\"a\\u0000b\"]}"),
        ("UTF-8 that is none", "\"00081030\":{\"vr\":\"LO\",\"Value\":[\"\u00ff\u00c0\u0080\"]}"),
        ("a name that is text", "\"00100010\":{\"vr\":\"PN\",\"Value\":[\"\"]}"),
        ("a name whose group is an array", "\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":[\"\"]}]}"),
        ("a UID of 20000 characters", $"\"0020000D\":{{\"vr\":\"UI\",\"Value\":[\"{new string('1', 20_000)}\"]}}"),
        ("a UID upwards", "\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"../../leadglass-canary\"]}"),
        ("binary that is no base64", Binary("%%%%")),
        ("binary without padding", Binary("AAE")),
        ("binary that is a number", "\"00091001\":{\"vr\":\"OB\",\"InlineBinary\":5}"),
        ("binary of 300000 characters", Binary(new string('A', 300_000))),
        ("a sequence whose item is text", "\"00081115\":{\"vr\":\"SQ\",\"Value\":[\"item\"]}"),
        ("a sequence whose item is null", "\"00081115\":{\"vr\":\"SQ\",\"Value\":[null,{}]}"),
        ("a sequence that is binary", "\"00081115\":{\"vr\":\"SQ\",\"InlineBinary\":\"AAAA\"}"),
        ("bulk data that is empty", Bulk("\"\"")),
        ("bulk data that is a number", Bulk("7")),
        ("bulk data that is not there", Bulk("\"leadglass-nothing\"")),
        ("bulk data upwards", Bulk("\"../../leadglass-canary\"")),
        ("bulk data of no scheme", Bulk("\"::leadglass::\"")),
        ("bulk data of a name", Bulk("\"urn:uuid:00000000-0000-0000-0000-000000000000\"")),
        ("bulk data for a sequence", "\"00081115\":{\"vr\":\"SQ\",\"BulkDataURI\":\"leadglass-pixels\"}"),
        ("no transfer syntax of its own", "\"00020010\":{\"vr\":\"UI\",\"Value\":[\"1.2.840.10008.1.2.4.99999\"]}"),
        ("an element in group 0", "\"00000100\":{\"vr\":\"US\",\"Value\":[1]}"),
        ("a comment", $"/* leadglass */{Rows}"),
        ("a comma too many", $"{Rows},"),
        ("a size of 65535 by nothing", Us("65535")),
    ];

    public override string Id => "json-shape";

    public override string What => "JSON metadata with depth, numbers, types, tags, encodings and bulk data that no writer makes; no address in it";

    public override IReadOnlyList<string> Because => ["DCMTK 28e3a003", "DCMTK ae94a3d7", "DCMTK 0748c6e2"];

    public override bool AppliesTo(WrittenRequest request) => request.Body.Any(IsJson);

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var at = request.Body.Index().First(static part => IsJson(part.Item)).Index;
        var json = Encoding.Latin1.GetString(request.Body[at].Bytes.Span);
        var depth = random.Pick((int[])[64, 500, 2000, 10_000]);
        (string Name, string Text)[] wholes =
        [
            ($"{depth} arrays inside each other", new string('[', depth * 10)),
            ($"{depth} closed arrays inside each other", new string('[', depth) + new string(']', depth)),
            ($"{depth} objects inside each other", string.Concat(Enumerable.Repeat("{\"a\":", depth))),
            ($"{depth} sequences inside each other", json.Replace(Rows, Deep(depth), StringComparison.Ordinal)),
            ("nothing", ""),
            ("no array around it", json[1..^1]),
            ("an empty object", "[{}]"),
            ("an empty array", "[]"),
            ("null", "null"),
            ("text", "\"\""),
            ("a byte order mark", "\u00ef\u00bb\u00bf" + json),
            ("UTF-16", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(json))),
            ("two documents", json + json),
            ("no end", json[..(json.Length / 2)]),
            ("500 data sets", $"[{string.Join(',', Enumerable.Repeat(json[1..^1], 500))}]"),
        ];
        var (name, text) = random.OneIn(4) || !json.Contains(Rows, StringComparison.Ordinal) ? random.Pick(wholes) : Pick();
        var changed = new BodyPart(Encoding.Latin1.GetBytes(text));
        return new BrokenExchange(exchange.With(place, request with { Body = [.. request.Body.Take(at), changed, .. request.Body.Skip(at + 1)] }), $"the JSON has {name}");

        (string, string) Pick()
        {
            var (what, element) = random.Pick(Elements);
            return (what, json.Replace(Rows, element, StringComparison.Ordinal));
        }
    }

    private static string Us(string value) => $"\"00280010\":{{\"vr\":\"US\",\"Value\":[{value}]}}";

    private static string Binary(string value) => $"\"00091001\":{{\"vr\":\"OB\",\"InlineBinary\":\"{value}\"}}";

    private static string Bulk(string value) => $"\"00091001\":{{\"vr\":\"OB\",\"BulkDataURI\":{value}}}";

    private static string Deep(int depth) =>
        $"{string.Concat(Enumerable.Repeat("\"00081115\":{\"vr\":\"SQ\",\"Value\":[{", depth))}{Rows}{string.Concat(Enumerable.Repeat("}]}", depth))}";

    private static bool IsJson(BodyPart part) => part.Bytes.Span.StartsWith("[{"u8) || part.Bytes.Span.StartsWith("{"u8);
}
