using System.Text;
using System.Xml;

namespace Leadglass.Inspection.Documents;

/// <summary>Finds in XML, such as a CDA document, what runs or reaches outside: entities, style sheets, scripts, addresses. Nothing is resolved or fetched.</summary>
public static class XmlScanner
{
    private const int MostCharacters = 64 << 20;

    /// <summary>A reader keeps a tag with all its attributes, and each element that is open.</summary>
    private const int LongestTag = 1 << 20;

    private const int Deepest = 1000;

    /// <summary>Scans.</summary>
    /// <param name="xml">The document, in any encoding that an XML reader knows.</param>
    public static DocumentFacts Scan(byte[] xml)
    {
        var (active, outward, notSeen) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal), new List<string>());
        Prolog(Encoding.Latin1.GetString(xml, 0, Math.Min(xml.Length, 64 * 1024)).Replace("\0", "", StringComparison.Ordinal), active);
        if (HasLongTag(xml))
            return new DocumentFacts([.. active], [], [$"the elements: a tag is longer than {LongestTag >> 20} MiB"]);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = MostCharacters, IgnoreWhitespace = true };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml, writable: false), settings);
            while (reader.Read())
            {
                if (reader.Depth > Deepest)
                {
                    notSeen.Add($"what lies more than {Deepest} elements deep");
                    break;
                }

                if (reader.NodeType == XmlNodeType.ProcessingInstruction && reader.Name == "xml-stylesheet")
                    active.Add("names a style sheet (xml-stylesheet)");
                else if (reader.NodeType == XmlNodeType.Element)
                    Element(reader, active, outward);
            }
        }
        catch (XmlException e)
        {
            notSeen.Add($"what follows line {e.LineNumber}: not well-formed, or with entities that are not resolved");
        }

        return new DocumentFacts([.. active], [.. outward], notSeen);
    }

    private static bool HasLongTag(ReadOnlySpan<byte> xml)
    {
        while (xml.IndexOf((byte)'<') is >= 0 and var start)
        {
            xml = xml[start..];
            var end = xml.IndexOf((byte)'>');
            // Comments and character data are not kept.
            if ((end < 0 ? xml.Length : end) > LongestTag && xml[1] is not (byte)'!' and not (byte)'?')
                return true;
            if (end < 0)
                return false;
            xml = xml[(end + 1)..];
        }

        return false;
    }

    // The document type is read by eye: a parser that reports it would also have to process it.
    private static void Prolog(string text, SortedSet<string> active)
    {
        var at = text.IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return;
        var declaration = text[at..];
        if (declaration.Contains("<!ENTITY", StringComparison.Ordinal))
            active.Add("defines entities (<!ENTITY)");
        var head = declaration[..Math.Min(declaration.Length, declaration.IndexOfAny(['[', '>']) is >= 0 and var end ? end : declaration.Length)];
        if (head.Contains("SYSTEM", StringComparison.Ordinal) || head.Contains("PUBLIC", StringComparison.Ordinal))
            active.Add("names an external document type");
        if (declaration.Contains("<!ENTITY", StringComparison.Ordinal) && declaration.Contains("SYSTEM", StringComparison.Ordinal))
            active.Add("names external entities");
    }

    private static void Element(XmlReader reader, SortedSet<string> active, SortedSet<string> outward)
    {
        var name = reader.LocalName;
        if (name.Equals("script", StringComparison.OrdinalIgnoreCase))
            active.Add("holds a script element");
        else if (name.Equals("iframe", StringComparison.OrdinalIgnoreCase) || name.Equals("embed", StringComparison.OrdinalIgnoreCase) || name.Equals("object", StringComparison.OrdinalIgnoreCase))
            active.Add($"holds an element {name.ToLowerInvariant()}");
        else if (reader.NamespaceURI == "http://www.w3.org/2001/XInclude")
            active.Add("includes other documents (XInclude)");
        else if (reader.NamespaceURI == "http://www.w3.org/1999/XSL/Transform")
            active.Add("is or holds an XSLT program");
        else if (name == "nonXMLBody")
            outward.Add("its body is not XML (nonXMLBody)");

        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            var value = reader.Value.TrimStart();
            if (reader.LocalName.Length > 2 && reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) && reader.Prefix.Length == 0 && value.Contains('('))
                active.Add("an attribute holds an event handler");
            if (value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || value.StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase))
                active.Add("an attribute holds a script address");
            else if (reader.Prefix != "xmlns" && reader.LocalName != "xmlns" && reader.LocalName is "href" or "src" or "value" && IsAddress(value))
                outward.Add("names addresses outside");
        }
    }

    private static bool IsAddress(string value) =>
        value.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || value.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || value.StartsWith("ftp:", StringComparison.OrdinalIgnoreCase) || value.StartsWith(@"\\", StringComparison.Ordinal);
}
