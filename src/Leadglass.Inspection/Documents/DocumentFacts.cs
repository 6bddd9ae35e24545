namespace Leadglass.Inspection.Documents;

/// <summary>What a document does beside being read.</summary>
/// <param name="Active">What acts by itself or runs something, one a line.</param>
/// <param name="Outward">What points outside the document, one a line.</param>
/// <param name="NotSeen">What could not be looked at, one a line.</param>
public sealed record DocumentFacts(IReadOnlyList<string> Active, IReadOnlyList<string> Outward, IReadOnlyList<string> NotSeen)
{
    /// <summary>Nothing to tell.</summary>
    public static DocumentFacts None { get; } = new([], [], []);
}
