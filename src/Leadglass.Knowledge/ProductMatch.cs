using Leadglass.Knowledge.Versions;
using Leadglass.Knowledge.Vex;

namespace Leadglass.Knowledge;

/// <summary>A vulnerability that was published for a product, held against its version.</summary>
/// <param name="Vulnerability">The vulnerability.</param>
/// <param name="Affected">The entry that names the product.</param>
/// <param name="Answer">Whether the version is meant; <see cref="RangeAnswer.Undecided"/> where the version is not known.</param>
/// <param name="FixedIn">The first version that is no longer meant, if the source says so.</param>
public sealed record ProductMatch(Vulnerability Vulnerability, AffectedProduct Affected, RangeAnswer Answer, string? FixedIn)
{
    /// <summary>What somebody who knows says of it in this installation; <see langword="null"/> if nobody has.</summary>
    public VexStatement? Statement { get; init; }

    /// <summary>Whether it may be true of the version, and nobody has said that it is not.</summary>
    public bool IsPotential => Answer != RangeAnswer.Outside && Statement?.Clears != true;
}
