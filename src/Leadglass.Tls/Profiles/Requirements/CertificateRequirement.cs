using Leadglass.Tls.Certificates;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>What the certificates of a server have to be: least key sizes and forbidden hashes, for each certificate that it sends.</summary>
/// <param name="Level">How strongly it forbids what is smaller or weaker.</param>
/// <param name="Clause">The clause that asks.</param>
public sealed record CertificateRequirement(RequirementLevel Level, string Clause) : Requirement(Level, Clause)
{
    /// <summary>RSA keys below so many bits are meant; <see langword="null"/> for none.</summary>
    public int? RsaBelow { get; init; }

    /// <summary>Elliptic-curve keys below so many bits are meant; <see langword="null"/> for none.</summary>
    public int? EcBelow { get; init; }

    /// <summary>Hashes of the signature under a certificate that are meant. What a root signs for itself is not looked at: nobody verifies it.</summary>
    public IReadOnlyList<SignatureHash> Hashes { get; init; } = [];

    /// <inheritdoc/>
    internal override IEnumerable<ProfileEntry> Judge(TlsSide side)
    {
        if (side.Certificates.Count == 0)
            yield return Entry(EntryKind.NotKnown, "the certificates");
        foreach (var chain in side.Certificates)
        {
            for (var i = 0; i < chain.Chain.Count; i++)
            {
                if (CertificateFacts.Read(chain.Chain[i]) is not { } facts)
                    yield return Entry(EntryKind.NotKnown, $"a certificate that cannot be read (number {i + 1} of its chain)");
                else if (FaultOf(facts, isLeaf: i == 0) is { } fault)
                    yield return Entry(EntryKind.TooMuch, $"{fault} in the certificate of {facts.Subject}");
            }
        }
    }

    private string? FaultOf(CertificateFacts facts, bool isLeaf) => facts switch
    {
        { Key: PublicKeyKind.Rsa } when facts.KeyBits < RsaBelow => $"an RSA key of {facts.KeyBits} bits",
        { Key: PublicKeyKind.Ecdsa } when facts.KeyBits < EcBelow => $"an elliptic-curve key of {facts.KeyBits} bits",
        { SignatureHash: { } hash } when Hashes.Contains(hash) && (isLeaf || !facts.IsSelfIssued) => $"a signature with {hash}",
        _ => null,
    };
}
