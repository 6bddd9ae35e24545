namespace Leadglass.Tls.Messages;

/// <summary>ERROR of SSL 2.0. Source: SSL 2.0 draft §2.7.</summary>
/// <param name="Code">1 is NO-CIPHER-ERROR: the server has SSL 2.0, but no suite in common.</param>
public sealed record Ssl2Error(ushort Code) : TlsMessage;
