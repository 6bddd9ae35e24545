namespace Leadglass.Tls.Messages;

/// <summary>SERVER-HELLO of SSL 2.0: it lists every suite that both sides have, and the client chooses. Source: SSL 2.0 draft §2.6.</summary>
public sealed record Ssl2ServerHello : TlsMessage
{
    /// <summary>Whether the server knows the session.</summary>
    public byte SessionIdHit { get; init; }

    /// <summary>The form of the certificate: 1 is X.509.</summary>
    public byte CertificateType { get; init; }

    /// <summary>The version; <see cref="TlsVersion.Ssl2"/> if it follows the draft.</summary>
    public TlsVersion Version { get; init; }

    /// <summary>The certificate in DER. Untrusted.</summary>
    public ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>Codes of the suites, three bytes each.</summary>
    public IReadOnlyList<int> Suites { get; init; } = [];

    /// <summary>16 bytes.</summary>
    public ReadOnlyMemory<byte> ConnectionId { get; init; }
}
