namespace Leadglass.Tls.Messages;

/// <summary>NewSessionTicket of TLS 1.2; that of TLS 1.3 is always encrypted. Source: RFC 5077 §3.3.</summary>
/// <param name="LifetimeHint">Seconds; 0 is unspecified.</param>
/// <param name="Ticket">The ticket. Untrusted.</param>
public sealed record NewSessionTicket(uint LifetimeHint, ReadOnlyMemory<byte> Ticket) : HandshakeMessage
{
    /// <inheritdoc/>
    public override HandshakeType Type => HandshakeType.NewSessionTicket;
}
