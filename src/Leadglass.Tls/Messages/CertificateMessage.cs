namespace Leadglass.Tls.Messages;

/// <summary>Certificate, in its form up to TLS 1.2; that of TLS 1.3 is always encrypted. Source: RFC 5246 §7.4.2.</summary>
/// <param name="Certificates">DER, the sender's own first; nothing in it was checked. Untrusted.</param>
public sealed record CertificateMessage(IReadOnlyList<ReadOnlyMemory<byte>> Certificates) : HandshakeMessage
{
    /// <inheritdoc/>
    public override HandshakeType Type => HandshakeType.Certificate;
}
