namespace Leadglass.Tls.Observations;

/// <summary>Which certificate a client showed.</summary>
public enum ClientCertificateKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>One that signs itself.</summary>
    SelfSigned,

    /// <summary>One whose time is over, from an authority that the server does not know.</summary>
    Expired,

    /// <summary>A good one, from an authority that the server does not know.</summary>
    OtherAuthority,

    /// <summary>One for servers only (extended key usage), from an authority that the server does not know.</summary>
    ServerUsageOnly,

    /// <summary>The one that the caller brought because the server should take it.</summary>
    Trusted,
}
