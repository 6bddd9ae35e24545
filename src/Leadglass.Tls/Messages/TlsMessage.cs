namespace Leadglass.Tls.Messages;

/// <summary>Something that was said on a TLS connection before it was encrypted, or an opaque piece of what was said after.</summary>
public abstract record TlsMessage;
