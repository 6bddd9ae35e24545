namespace Leadglass.Inspection.Policies;

/// <summary>What becomes of structure that is against the standard.</summary>
public enum StructureTreatment
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>
    /// Missing delimiters are written, lengths past the end set to what is there, groups that do not belong there removed, and the SOP class
    /// and instance of the File Meta Information taken from the data set.
    /// </summary>
    Repair,
}
