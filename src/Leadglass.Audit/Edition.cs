namespace Leadglass.Audit;

/// <summary>Editions of PS3.15 whose tables of A.5.3 differ.</summary>
public enum Edition
{
    /// <summary>2025e: media only.</summary>
    E2025e,

    /// <summary>2026, with CP-2163: clipboards and messaging systems as applications that data leaves to or comes from.</summary>
    E2026,
}
