namespace Leadglass.Audit.Xml;

/// <summary>How much XML a reader takes. The defaults hold any audit message that has been seen many times over.</summary>
public sealed record AuditXmlLimits
{
    /// <summary>Octets of a document; 4 MiB by default.</summary>
    public int Octets { get; init; } = 4 * 1024 * 1024;

    /// <summary>Characters of one attribute; 65,536 by default.</summary>
    public int AttributeLength { get; init; } = 65_536;

    /// <summary>Elements of a document; 65,536 by default.</summary>
    public int Elements { get; init; } = 65_536;

    /// <summary>Elements inside each other; 16 by default. The schema needs 6.</summary>
    public int Depth { get; init; } = 16;
}
