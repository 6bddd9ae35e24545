using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>Groups that a side has to offer, or must not.</summary>
/// <param name="Level">How strongly it asks.</param>
/// <param name="Clause">The clause that asks.</param>
/// <param name="Of">The groups.</param>
public sealed record GroupRequirement(RequirementLevel Level, string Clause, IReadOnlyList<NamedGroup> Of) : NamedRequirement<NamedGroup>(Level, Clause, Of)
{
    private protected override string NameOf(NamedGroup one) => NamedGroups.NameOf(one);

    private protected override Answer? Ask(TlsSide side, NamedGroup one) => side.Offers(one);
}
