namespace Leadglass.Tls.Observations;

/// <summary>A chain of certificates as a server sent it; nothing in it was checked.</summary>
/// <param name="Chain">The certificates in DER, the server's own first, as many as it sent (at most 32); never empty. Untrusted.</param>
public sealed record CertificateObservation(IReadOnlyList<ReadOnlyMemory<byte>> Chain)
{
    /// <summary>The kind of key in the first certificate; <see cref="PublicKeyKind.Unknown"/> where it cannot be parsed.</summary>
    public PublicKeyKind Key { get; init; }

    /// <summary>The versions in which it was seen, oldest first.</summary>
    public IReadOnlyList<TlsVersion> Versions { get; init; } = [];
}
