namespace Leadglass.Audit.Syslog;

/// <summary>How a message came.</summary>
public enum SyslogTransport
{
    /// <summary>In a file, or on standard input.</summary>
    Capture,

    /// <summary>As a datagram (RFC 5426, PS3.15 A.7).</summary>
    Udp,

    /// <summary>Over TCP in clear text, which the standard does not have (RFC 6587).</summary>
    Tcp,

    /// <summary>Over TLS (RFC 5425, PS3.15 A.6).</summary>
    Tls,
}
