namespace Leadglass.Findings;

/// <summary>What a value that must not leave the house names.</summary>
public enum SensitiveKind
{
    /// <summary>A host name or address; becomes <c>host-1</c>.</summary>
    Host,

    /// <summary>An AE title; becomes <c>ae-1</c>.</summary>
    AETitle,

    /// <summary>A person, institution or other name; becomes <c>name-1</c>.</summary>
    Name,
}
