using System.Text;
using System.Text.Unicode;
using System.Xml;

namespace Leadglass.Audit.Xml;

/// <summary>Reads XML from anybody: no document types, nothing external, bounded in every direction, without recursion. Never throws on content.</summary>
public static class AuditXmlReader
{
    private static readonly AuditXmlLimits Usual = new();

    // A document type is refused by the reader of the framework before anything inside it is looked at.
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>Reads a document.</summary>
    /// <param name="octets">UTF-8, with or without a byte order mark and an XML declaration.</param>
    /// <param name="limits">How much is taken; the defaults of <see cref="AuditXmlLimits"/> when <see langword="null"/>.</param>
    /// <returns>The tree, or the first fault.</returns>
    public static AuditXmlResult Read(ReadOnlySpan<byte> octets, AuditXmlLimits? limits = null)
    {
        limits ??= Usual;
        if (octets.Length > limits.Octets)
            return Failed(AuditXmlFaultKind.TooLarge, 1, $"{octets.Length:N0} octets are more than the {limits.Octets:N0} that are read");
        if (octets.StartsWith(Encoding.UTF8.Preamble))
            octets = octets[Encoding.UTF8.Preamble.Length..];
        if (octets.IsEmpty)
            return Failed(AuditXmlFaultKind.NotWellFormed, 1, "the message is empty");
        if (!Utf8.IsValid(octets))
            return NotUtf8(octets);

        var text = Encoding.UTF8.GetString(octets);
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        var building = new Tree((IXmlLineInfo)reader, limits);
        try
        {
            while (reader.Read())
            {
                if (building.Take(reader) is { } fault)
                    return new AuditXmlResult { Fault = fault };
            }

            return new AuditXmlResult { Root = building.Root, DeclaredEncoding = building.DeclaredEncoding };
        }
        catch (XmlException e)
        {
            var line = Math.Max(1, e.LineNumber);
            return building.Root is null && text.Contains("<!DOCTYPE", StringComparison.Ordinal)
                ? Failed(AuditXmlFaultKind.DocumentType, line, "it has a document type (DOCTYPE), which audit messages never need; nothing of it was read")
                : Failed(AuditXmlFaultKind.NotWellFormed, line, building.IsOpen && e.LineNumber == LastLine(text)
                    ? $"the XML ends or breaks off inside {building.Path}, at column {e.LinePosition}"
                    : $"the XML breaks off at column {e.LinePosition}");
        }
    }

    private static AuditXmlResult NotUtf8(ReadOnlySpan<byte> octets)
    {
        if (octets is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return Failed(AuditXmlFaultKind.NotUtf8, 1, "it is UTF-16; audit messages are UTF-8");
        var at = 0;
        var line = 1;
        while (Rune.DecodeFromUtf8(octets[at..], out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
            line += rune.Value == '\n' ? 1 : 0;
        }

        return Failed(AuditXmlFaultKind.NotUtf8, line, $"octet {octets[at]:X2}H at offset {at} is not UTF-8");
    }

    private static int LastLine(string text) => 1 + text.AsSpan().TrimEnd().Count('\n');

    private static AuditXmlResult Failed(AuditXmlFaultKind kind, int line, string reason) => new() { Fault = new AuditXmlFault(kind, line, reason) };

    private sealed class Tree(IXmlLineInfo position, AuditXmlLimits limits)
    {
        private readonly Stack<AuditElement> _open = new();
        private int _elements;

        public AuditElement? Root { get; private set; }

        public string? DeclaredEncoding { get; private set; }

        public bool IsOpen => _open.Count > 0;

        public string Path => _open.Peek().Name is { Length: <= 64 } name ? name : "an element";

        public AuditXmlFault? Take(XmlReader reader)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.XmlDeclaration:
                    DeclaredEncoding = reader.GetAttribute("encoding");
                    break;
                case XmlNodeType.Element:
                    return Open(reader);
                case XmlNodeType.EndElement:
                    _open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    _open.Peek().AddText(reader.Value);
                    break;
            }

            return null;
        }

        private AuditXmlFault? Open(XmlReader reader)
        {
            if (++_elements > limits.Elements)
                return TooLarge($"more than {limits.Elements:N0} elements");
            if (_open.Count >= limits.Depth)
                return TooLarge($"more than {limits.Depth} elements inside each other");
            var element = new AuditElement(reader.LocalName, reader.NamespaceURI, position.LineNumber);
            var isEmpty = reader.IsEmptyElement;
            while (reader.MoveToNextAttribute())
            {
                if (reader.Value.Length > limits.AttributeLength)
                    return TooLarge($"an attribute of {reader.Value.Length:N0} characters");
                if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
                    element.Add(new AuditAttribute(reader.LocalName, reader.NamespaceURI, reader.Value, position.LineNumber));
            }

            if (_open.TryPeek(out var parent))
                parent.Add(element);
            else
                Root = element;
            if (!isEmpty)
                _open.Push(element);
            return null;
        }

        private AuditXmlFault TooLarge(string what) => new(AuditXmlFaultKind.TooLarge, position.LineNumber, $"{what}: more than is read");
    }
}
