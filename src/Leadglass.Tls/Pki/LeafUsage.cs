namespace Leadglass.Tls.Pki;

/// <summary>What a certificate says that its key may be used for. Source: RFC 5280 §4.2.1.12.</summary>
[Flags]
public enum LeafUsage
{
    /// <summary>No extended key usage.</summary>
    None = 0,

    /// <summary>id-kp-serverAuth.</summary>
    Server = 1,

    /// <summary>id-kp-clientAuth.</summary>
    Client = 2,

    /// <summary>Both: for programs that have one certificate for the associations they accept and those they request.</summary>
    Peer = Server | Client,
}
