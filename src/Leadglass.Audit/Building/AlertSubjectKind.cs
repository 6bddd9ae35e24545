namespace Leadglass.Audit.Building;

/// <summary>What a security alert is about.</summary>
public enum AlertSubjectKind
{
    /// <summary>A node of the network.</summary>
    Node,

    /// <summary>A file or other resource that has a URI.</summary>
    Resource,
}
