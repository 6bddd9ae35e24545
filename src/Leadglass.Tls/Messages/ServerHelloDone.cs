namespace Leadglass.Tls.Messages;

/// <summary>ServerHelloDone: the server waits for the client. Source: RFC 5246 §7.4.5.</summary>
public sealed record ServerHelloDone : HandshakeMessage
{
    /// <inheritdoc/>
    public override HandshakeType Type => HandshakeType.ServerHelloDone;
}
