namespace Leadglass.Tls.Observations;

/// <summary>The kind of public key in a certificate.</summary>
public enum PublicKeyKind
{
    /// <summary>None of those below, or the certificate cannot be parsed.</summary>
    Unknown,

    /// <summary>RSA, also where restricted to RSASSA-PSS.</summary>
    Rsa,

    /// <summary>An elliptic curve for ECDSA.</summary>
    Ecdsa,

    /// <summary>Ed25519 or Ed448.</summary>
    EdDsa,

    /// <summary>DSA.</summary>
    Dsa,
}
