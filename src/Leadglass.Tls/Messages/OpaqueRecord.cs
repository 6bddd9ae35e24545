namespace Leadglass.Tls.Messages;

/// <summary>The content of a record that is not a handshake message or a readable alert: ChangeCipherSpec, application data, anything encrypted.</summary>
/// <param name="ContentType">What the record says it is.</param>
/// <param name="Fragment">Its content. Untrusted.</param>
public sealed record OpaqueRecord(ContentType ContentType, ReadOnlyMemory<byte> Fragment) : TlsMessage;
