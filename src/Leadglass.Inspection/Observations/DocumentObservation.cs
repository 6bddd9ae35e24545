namespace Leadglass.Inspection.Observations;

/// <summary>An encapsulated document, or a document that is the file.</summary>
/// <param name="Place">Where.</param>
/// <param name="Declared">What the file says that it is: MIME type, else the SOP class; <see langword="null"/> if it says nothing. Untrusted.</param>
/// <param name="Recognised">What it is by its content; <see langword="null"/> if that was not recognised.</param>
public sealed record DocumentObservation(Place Place, string? Declared, string? Recognised)
{
    /// <summary>Whether declaration and content contradict each other.</summary>
    public bool IsMismatch { get; init; }

    /// <summary>What in it acts by itself or runs something, one a line.</summary>
    public IReadOnlyList<string> Active { get; init; } = [];

    /// <summary>What in it points outside, one a line.</summary>
    public IReadOnlyList<string> Outward { get; init; } = [];

    /// <summary>What in it could not be looked at.</summary>
    public IReadOnlyList<string> NotSeen { get; init; } = [];
}
