using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Pickles;

namespace Leadglass.Inspection.Observations;

/// <summary>Content of a known kind in a file.</summary>
/// <param name="Place">Where.</param>
/// <param name="Kind">What.</param>
/// <param name="Evidence">The fields that agree. Untrusted: may quote names of classes and functions, never values.</param>
public sealed record Discovery(Place Place, ContentKind Kind, string Evidence)
{
    /// <summary>What the pickle would do, if it is one.</summary>
    public PickleProgram? Pickle { get; init; }

    /// <summary>Whether it begins where a value, a fragment or the file begins.</summary>
    public bool IsAtStart { get; init; }

    /// <summary>One line for a report.</summary>
    public override string ToString() => $"{Place}: {Kind.Name} ({Evidence})";
}
