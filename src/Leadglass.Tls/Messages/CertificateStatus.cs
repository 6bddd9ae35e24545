namespace Leadglass.Tls.Messages;

/// <summary>CertificateStatus: a stapled OCSP response. Source: RFC 6066 §8.</summary>
/// <param name="StatusType">1 is OCSP.</param>
/// <param name="Response">The response in DER. Untrusted.</param>
public sealed record CertificateStatus(byte StatusType, ReadOnlyMemory<byte> Response) : HandshakeMessage
{
    /// <inheritdoc/>
    public override HandshakeType Type => HandshakeType.CertificateStatus;
}
