using System.Text;

namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>
/// Metadata in XML that no writer makes. Entities are internal ones, and expand to 8 MiB at most; none names a file or an address. Source: PS3.19 §A.1.
/// </summary>
internal sealed class XmlShape : WebOperator
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private const string Root = "<NativeDicomModel xml:space=\"preserve\">";
    private const string Sequence = "<DicomAttribute tag=\"00081115\" vr=\"SQ\"><Item number=\"1\">";
    private const string SequenceEnd = "</Item></DicomAttribute>";

    public override string Id => "xml-shape";

    public override string What => "XML metadata with depth, internal entities, attributes and encodings that no writer makes; no external entity";

    public override IReadOnlyList<string> Because => ["DCMTK d12e350e", "CVE-2026-12805"];

    public override bool AppliesTo(WrittenRequest request) => request.Body.Any(IsXml);

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var at = request.Body.Index().First(static part => IsXml(part.Item)).Index;
        var xml = Encoding.Latin1.GetString(request.Body[at].Bytes.Span);
        var depth = random.Pick((int[])[64, 500, 2000, 8000]);
        (string Name, string Text)[] shapes =
        [
            ($"{depth} elements inside each other", Inside(string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth)))),
            ($"{depth} elements that are never closed", Inside(string.Concat(Enumerable.Repeat("<a>", depth)))),
            ($"{depth} sequences inside each other", Inside(string.Concat(Enumerable.Repeat(Sequence, depth)) + string.Concat(Enumerable.Repeat(SequenceEnd, depth)))),
            ("entities that expand to 8 MiB", Entities(levels: 6)),
            ("an entity inside itself", xml.Replace(Declaration, $"{Declaration}<!DOCTYPE a [<!ENTITY e \"&f;\"><!ENTITY f \"&e;\">]>", StringComparison.Ordinal).Replace(Root, $"{Root}<Item>&e;</Item>", StringComparison.Ordinal)),
            ("one entity used 20000 times", xml.Replace(Declaration, $"{Declaration}<!DOCTYPE a [<!ENTITY e \"{new string('e', 400)}\">]>", StringComparison.Ordinal).Replace(Root, Root + string.Concat(Enumerable.Repeat("&e;", 20_000)), StringComparison.Ordinal)),
            ("an entity that nobody declared", Inside("<Value number=\"1\">&leadglass;</Value>")),
            ("a reference to a character that is none", Inside("&#x110000;&#0;&#xD800;")),
            ("10000 attributes", xml.Replace(Root, $"<NativeDicomModel{string.Concat(Enumerable.Range(0, 10_000).Select(static i => $" a{i}=\"1\""))}>", StringComparison.Ordinal)),
            ("an attribute twice", xml.Replace(Root, "<NativeDicomModel a=\"1\" a=\"2\">", StringComparison.Ordinal)),
            ("an attribute of 200000 characters", xml.Replace(Root, $"<NativeDicomModel a=\"{new string('a', 200_000)}\">", StringComparison.Ordinal)),
            ("a tag that is none", xml.Replace("tag=\"00280010\"", "tag=\"rows\"", StringComparison.Ordinal)),
            ("a tag that is too long", xml.Replace("tag=\"00280010\"", "tag=\"002800100\"", StringComparison.Ordinal)),
            ("no tag", xml.Replace("tag=\"00280010\" ", "", StringComparison.Ordinal)),
            ("no vr", xml.Replace(" vr=\"US\"", "", StringComparison.Ordinal)),
            ("a vr that nobody knows", xml.Replace("vr=\"US\"", "vr=\"ZZ\"", StringComparison.Ordinal)),
            ("a number out of range", xml.Replace(">8<", $">{new string('9', 400)}<", StringComparison.Ordinal)),
            ("a value number of 2^31", xml.Replace("number=\"1\"", "number=\"2147483648\"", StringComparison.Ordinal)),
            ("a value number of zero", xml.Replace("number=\"1\"", "number=\"0\"", StringComparison.Ordinal)),
            ("bulk data that is not there", xml.Replace(StowParts.PixelLocation, "leadglass-nothing", StringComparison.Ordinal)),
            ("bulk data upwards", xml.Replace(StowParts.PixelLocation, "../../leadglass-canary", StringComparison.Ordinal)),
            ("binary that is no base64", Inside("<DicomAttribute tag=\"00091001\" vr=\"OB\"><InlineBinary>%%%</InlineBinary></DicomAttribute>")),
            ("another root", xml.Replace("NativeDicomModel", "Leadglass", StringComparison.Ordinal)),
            ("another namespace", xml.Replace(Root, "<a:NativeDicomModel xmlns:a=\"urn:leadglass\">", StringComparison.Ordinal).Replace("</NativeDicomModel>", "</a:NativeDicomModel>", StringComparison.Ordinal)),
            ("an encoding that is another one", xml.Replace("UTF-8", "UTF-16", StringComparison.Ordinal)),
            ("an encoding that nobody knows", xml.Replace("UTF-8", "leadglass", StringComparison.Ordinal)),
            ("UTF-8 that is none", Inside("\u00ff\u00c0\u0080")),
            ("UTF-16", Encoding.Latin1.GetString([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(xml)])),
            ("an open character section", Inside("<![CDATA[")),
            ("an open comment", Inside("<!--")),
            ("a processing instruction", Inside("<?leadglass canary?>")),
            ("version 9.9", xml.Replace("version=\"1.0\"", "version=\"9.9\"", StringComparison.Ordinal)),
            ("no end", xml[..(xml.Length / 2)]),
            ("nothing", ""),
        ];
        var (name, text) = random.Pick(shapes);
        var changed = new BodyPart(Encoding.Latin1.GetBytes(text));
        return new BrokenExchange(exchange.With(place, request with { Body = [.. request.Body.Take(at), changed, .. request.Body.Skip(at + 1)] }), $"the XML has {name}");

        string Inside(string text) => xml.Replace(Root, Root + text, StringComparison.Ordinal);

        // Each level is ten of the one below: 10^6 times 8 bytes.
        string Entities(int levels) => xml
            .Replace(Declaration, $"{Declaration}<!DOCTYPE a [<!ENTITY e0 \"leadglas\">{string.Concat(Enumerable.Range(1, levels).Select(static i => $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}\">"))}]>", StringComparison.Ordinal)
            .Replace(Root, $"{Root}<DicomAttribute tag=\"00081030\" vr=\"LO\"><Value number=\"1\">&e{levels};</Value></DicomAttribute>", StringComparison.Ordinal);
    }

    private static bool IsXml(BodyPart part) => part.Bytes.Span.StartsWith("<?xml"u8);
}
