namespace Leadglass.Tls.Client;

/// <summary>One answer that the recorder gives to a client, in the order in which it gives them: one connection each.</summary>
public enum ClientStep
{
    /// <summary>The fatal alert <c>protocol_version</c>.</summary>
    ProtocolVersionAlert,

    /// <summary>The fatal alert <c>handshake_failure</c>.</summary>
    HandshakeFailureAlert,

    /// <summary>A reset of the connection.</summary>
    Reset,

    /// <summary>A ServerHello of TLS 1.0.</summary>
    Tls10,

    /// <summary>A suite that the client did not offer.</summary>
    UnofferedSuite,

    /// <summary>A ServerHello of TLS 1.2 without <c>renegotiation_info</c>.</summary>
    NoRenegotiationInfo,

    /// <summary>A compression method that the client did not offer.</summary>
    Compression,

    /// <summary>TLS 1.2, with the mark of a server that has TLS 1.3, to a client that offered TLS 1.3.</summary>
    DowngradeMark,

    /// <summary>A certificate of an authority that nobody trusts.</summary>
    UnknownAuthority,

    /// <summary>A certificate whose time is over.</summary>
    Expired,

    /// <summary>A certificate whose time has not come.</summary>
    NotYetValid,

    /// <summary>A certificate for another host.</summary>
    WrongName,

    /// <summary>A certificate for clients only.</summary>
    WrongUsage,

    /// <summary>A certificate with an RSA key of 1024 bits.</summary>
    ShortKey,

    /// <summary>A certificate that is signed with SHA-1.</summary>
    Sha1,

    /// <summary>A certificate that is on the authority's list of revoked ones.</summary>
    Revoked,

    /// <summary>A good certificate without that of the authority between it and the root.</summary>
    IncompleteChain,

    /// <summary>A good certificate with its chain.</summary>
    Good,
}
