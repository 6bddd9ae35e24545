using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>Kinds of keys that a server has to have certificates for: a suite names the kind of key that signs.</summary>
/// <param name="Level">How strongly it asks.</param>
/// <param name="Clause">The clause that asks.</param>
/// <param name="Of">The kinds.</param>
public sealed record CertificateKeyRequirement(RequirementLevel Level, string Clause, IReadOnlyList<PublicKeyKind> Of)
    : NamedRequirement<PublicKeyKind>(Level, Clause, Of)
{
    private protected override string NameOf(PublicKeyKind one) => $"a certificate with a key for {(one == PublicKeyKind.Rsa ? "RSA" : one == PublicKeyKind.Ecdsa ? "ECDSA" : one)}";

    private protected override Answer? Ask(TlsSide side, PublicKeyKind one) =>
        side.Certificates.Any(chain => chain.Key == one) ? Answer.Yes
        // That a key was not seen means something only where its suites were refused.
        : side.Certificates.Count == 0 || SuitesOpen(side, one) ? Answer.NotKnown
        : Answer.No;

    private static bool SuitesOpen(TlsSide side, PublicKeyKind kind) =>
        Registry.CipherSuites.For(TlsVersion.Tls12)
            .Where(suite => suite.Authentication == (kind == PublicKeyKind.Rsa ? Registry.Authentication.Rsa : Registry.Authentication.Ecdsa) && suite.IsAead)
            .Any(suite => side.Offers(suite) == Answer.NotKnown);
}
