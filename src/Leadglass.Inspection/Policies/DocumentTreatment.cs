namespace Leadglass.Inspection.Policies;

/// <summary>What becomes of an encapsulated document, (0042,0011).</summary>
public enum DocumentTreatment
{
    /// <summary>A PDF that acts loses the names by which it does; every other document stays.</summary>
    Clean,

    /// <summary>Every encapsulated document goes.</summary>
    Remove,

    /// <summary>Documents stay as they are.</summary>
    Keep,
}
