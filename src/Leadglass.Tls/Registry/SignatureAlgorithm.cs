namespace Leadglass.Tls.Registry;

/// <summary>The algorithm of a signature scheme.</summary>
public enum SignatureAlgorithm
{
    /// <summary>RSASSA-PKCS1-v1_5.</summary>
    RsaPkcs1,

    /// <summary>RSASSA-PSS.</summary>
    RsaPss,

    /// <summary>DSA.</summary>
    Dsa,

    /// <summary>ECDSA.</summary>
    Ecdsa,

    /// <summary>Ed25519 or Ed448.</summary>
    EdDsa,

    /// <summary>SM2.</summary>
    Sm2,

    /// <summary>ML-DSA.</summary>
    MlDsa,
}
