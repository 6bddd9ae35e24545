using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>Extensions and habits that a side has to have, or must not.</summary>
/// <param name="Level">How strongly it asks.</param>
/// <param name="Clause">The clause that asks.</param>
/// <param name="Of">The features.</param>
public sealed record FeatureRequirement(RequirementLevel Level, string Clause, IReadOnlyList<TlsFeature> Of) : NamedRequirement<TlsFeature>(Level, Clause, Of)
{
    private protected override string NameOf(TlsFeature one) => one switch
    {
        TlsFeature.SecureRenegotiation => "renegotiation_info",
        TlsFeature.ExtendedMasterSecret => "extended_master_secret",
        TlsFeature.Compression => "TLS compression",
        TlsFeature.TruncatedHmac => "truncated_hmac",
        TlsFeature.PreferTls13 => "TLS 1.3 chosen before TLS 1.2",
        _ => "forward secrecy with authenticated encryption chosen before weaker suites",
    };

    private protected override Answer? Ask(TlsSide side, TlsFeature one) => side.Has(one);
}
