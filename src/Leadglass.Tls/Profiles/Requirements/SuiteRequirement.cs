using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>Suites that a side has to offer, or may.</summary>
/// <param name="Level">How strongly it asks.</param>
/// <param name="Clause">The clause that asks.</param>
/// <param name="Of">The suites.</param>
public sealed record SuiteRequirement(RequirementLevel Level, string Clause, IReadOnlyList<CipherSuite> Of) : NamedRequirement<CipherSuite>(Level, Clause, Of)
{
    /// <summary>It asks only of a side that offers this version; <see langword="null"/> asks of every side.</summary>
    public TlsVersion? When { get; init; }

    private protected override string NameOf(CipherSuite one) => one.Name;

    private protected override Answer? Ask(TlsSide side, CipherSuite one) => (When is { } version ? side.Offers(version) : Answer.Yes) switch
    {
        Answer.Yes => side.Offers(one),
        Answer.No => null,
        _ => Answer.NotKnown,
    };
}
