namespace Leadglass.Tls.Messages;

/// <summary>CLIENT-HELLO of SSL 2.0, also sent by old clients that can do more. Source: SSL 2.0 draft §2.5; RFC 5246 Appendix E.2.</summary>
public sealed record Ssl2ClientHello : TlsMessage
{
    /// <summary>The highest version that the client offers.</summary>
    public TlsVersion Version { get; init; }

    /// <summary>Codes of the suites, three bytes each; those of SSL 3.0 and TLS have a first byte of zero.</summary>
    public IReadOnlyList<int> Suites { get; init; } = [];

    /// <summary>The session to resume; empty for none.</summary>
    public ReadOnlyMemory<byte> SessionId { get; init; }

    /// <summary>16 to 32 bytes.</summary>
    public ReadOnlyMemory<byte> Challenge { get; init; }
}
