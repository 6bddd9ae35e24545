using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>CertificateRequest, in its forms up to TLS 1.2. Source: RFC 5246 §7.4.4, RFC 2246 §7.4.4.</summary>
public sealed record CertificateRequest : HandshakeMessage
{
    /// <inheritdoc/>
    public override HandshakeType Type => HandshakeType.CertificateRequest;

    /// <summary>ClientCertificateType codes.</summary>
    public ReadOnlyMemory<byte> Types { get; init; }

    /// <summary>Signature schemes; <see langword="null"/> before TLS 1.2, which has no such field.</summary>
    public IReadOnlyList<SignatureScheme>? Signatures { get; init; }

    /// <summary>Distinguished names in DER. Untrusted.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Authorities { get; init; } = [];
}
