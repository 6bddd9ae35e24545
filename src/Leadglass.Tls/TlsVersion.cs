namespace Leadglass.Tls;

/// <summary>Versions of SSL and TLS by their code on the wire. Source: RFC 8446 §4.1.2 and §4.2.1; RFC 6101 (SSL 3.0); the SSL 2.0 draft of 1995.</summary>
public enum TlsVersion : ushort
{
    /// <summary>SSL 2.0; its hello has a form of its own.</summary>
    Ssl2 = 0x0002,

    /// <summary>SSL 3.0.</summary>
    Ssl3 = 0x0300,

    /// <summary>TLS 1.0.</summary>
    Tls10 = 0x0301,

    /// <summary>TLS 1.1.</summary>
    Tls11 = 0x0302,

    /// <summary>TLS 1.2.</summary>
    Tls12 = 0x0303,

    /// <summary>TLS 1.3; named in <c>supported_versions</c> only.</summary>
    Tls13 = 0x0304,
}
