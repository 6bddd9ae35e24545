namespace Leadglass.Inspection.Sanitising;

/// <summary>What is done to one place of a file.</summary>
public enum SanitiseActionKind
{
    /// <summary>The preamble becomes zero.</summary>
    ClearPreamble,

    /// <summary>The preamble is written anew with a TIFF header and nothing that TIFF does not need.</summary>
    RebuildPreamble,

    /// <summary>An element, or bytes that belong to none, are left out.</summary>
    Remove,

    /// <summary>An element stays without its value.</summary>
    Empty,

    /// <summary>A PDF loses the names that make it act.</summary>
    CleanDocument,

    /// <summary>Structure is set right.</summary>
    Repair,
}
