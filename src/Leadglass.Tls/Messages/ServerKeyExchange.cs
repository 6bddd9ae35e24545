using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>ServerKeyExchange: the server's half of an ephemeral key agreement, and its signature over it. Source: RFC 5246 §7.4.3.</summary>
public abstract record ServerKeyExchange : HandshakeMessage
{
    /// <inheritdoc/>
    public override HandshakeType Type => HandshakeType.ServerKeyExchange;

    /// <summary>The scheme of the signature; <see langword="null"/> before TLS 1.2, which does not name it, and with anonymous suites.</summary>
    public SignatureScheme? Scheme { get; init; }

    /// <summary>The signature; <see langword="null"/> with anonymous suites.</summary>
    public ReadOnlyMemory<byte>? Signature { get; init; }
}
