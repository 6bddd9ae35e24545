namespace Leadglass.Tls.Authority;

/// <summary>Which sides of TLS a certificate is good for: its extended key usage. Source: RFC 5280 §4.2.1.12.</summary>
public enum CertificatePurpose
{
    /// <summary>The side that is connected to.</summary>
    Server,

    /// <summary>The side that connects.</summary>
    Client,

    /// <summary>Both: for programs that have one certificate for the associations they accept and those they request.</summary>
    Peer,
}
