using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>Versions that a side has to offer, or must not.</summary>
/// <param name="Level">How strongly it asks.</param>
/// <param name="Clause">The clause that asks.</param>
/// <param name="Of">The versions.</param>
public sealed record VersionRequirement(RequirementLevel Level, string Clause, IReadOnlyList<TlsVersion> Of) : NamedRequirement<TlsVersion>(Level, Clause, Of)
{
    private protected override string NameOf(TlsVersion one) => TlsVersions.NameOf(one);

    private protected override Answer? Ask(TlsSide side, TlsVersion one) => side.Offers(one);
}
