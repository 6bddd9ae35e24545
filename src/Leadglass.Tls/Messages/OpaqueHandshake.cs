namespace Leadglass.Tls.Messages;

/// <summary>A handshake message that this codec does not take apart, or whose content is not what its type says.</summary>
/// <param name="Code">Its code on the wire.</param>
/// <param name="Body">Everything after the four bytes of the header. Untrusted.</param>
public sealed record OpaqueHandshake(HandshakeType Code, ReadOnlyMemory<byte> Body) : HandshakeMessage
{
    /// <inheritdoc/>
    public override HandshakeType Type => Code;
}
