namespace Leadglass.Tls.Messages;

/// <summary>A handshake message, with every byte that is needed to write it as it was read. Source: RFC 8446 §4, RFC 5246 §7.4.</summary>
public abstract record HandshakeMessage : TlsMessage
{
    /// <summary>Its code on the wire.</summary>
    public abstract HandshakeType Type { get; }
}
