namespace Leadglass.Audit.Xml;

/// <summary>What came of reading a document: its root, or why there is none.</summary>
public sealed record AuditXmlResult
{
    /// <summary>The root element; <see langword="null"/> if the document could not be read to its end.</summary>
    public AuditElement? Root { get; init; }

    /// <summary>Why it could not be read; <see langword="null"/> if it could.</summary>
    public AuditXmlFault? Fault { get; init; }

    /// <summary>The encoding that the XML declaration names; <see langword="null"/> if it names none.</summary>
    public string? DeclaredEncoding { get; init; }
}
