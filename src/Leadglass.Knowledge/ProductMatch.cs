using Leadglass.Knowledge.Versions;

namespace Leadglass.Knowledge;

/// <summary>A vulnerability that was published for a product, held against its version.</summary>
/// <param name="Vulnerability">The vulnerability.</param>
/// <param name="Affected">The entry that names the product.</param>
/// <param name="Answer">Whether the version is meant; <see cref="RangeAnswer.Undecided"/> where the version is not known.</param>
/// <param name="FixedIn">The first version that is no longer meant, if the source says so.</param>
public sealed record ProductMatch(Vulnerability Vulnerability, AffectedProduct Affected, RangeAnswer Answer, string? FixedIn);
