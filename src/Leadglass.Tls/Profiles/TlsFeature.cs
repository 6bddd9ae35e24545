namespace Leadglass.Tls.Profiles;

/// <summary>Extensions and habits of one side of TLS that a profile can ask for.</summary>
public enum TlsFeature
{
    /// <summary><c>renegotiation_info</c> (RFC 5746).</summary>
    SecureRenegotiation,

    /// <summary><c>extended_master_secret</c> (RFC 7627).</summary>
    ExtendedMasterSecret,

    /// <summary>TLS compression.</summary>
    Compression,

    /// <summary><c>truncated_hmac</c> (RFC 6066 §7).</summary>
    TruncatedHmac,

    /// <summary>TLS 1.3 is chosen where both sides have it; a server's habit.</summary>
    PreferTls13,

    /// <summary>Suites with forward secrecy and authenticated encryption are chosen before weaker ones; a server's habit.</summary>
    PreferStrongSuites,
}
