namespace Leadglass.Audit.Xml;

/// <summary>Why a document could not be read.</summary>
public enum AuditXmlFaultKind
{
    /// <summary>It is not well-formed XML 1.0: cut off, mistyped, or no XML at all.</summary>
    NotWellFormed,

    /// <summary>It is not UTF-8 (PS3.15 A.6).</summary>
    NotUtf8,

    /// <summary>It has a document type, which is where entities are declared. It was not read on.</summary>
    DocumentType,

    /// <summary>It is larger or deeper than <see cref="AuditXmlLimits"/> allow.</summary>
    TooLarge,
}
