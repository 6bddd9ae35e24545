namespace Leadglass.Inspection.Policies;

/// <summary>What becomes of the first 128 bytes. Source: PS3.10 §7.1 and §7.5.</summary>
public enum PreambleTreatment
{
    /// <summary>A TIFF header that leads to a directory in the file is written anew, with zeros around it; every other preamble becomes zero.</summary>
    Tiff,

    /// <summary>Every preamble becomes zero.</summary>
    Clear,

    /// <summary>The preamble stays as it is.</summary>
    Keep,
}
