namespace Leadglass.Tls.Pki;

/// <summary>The key of a certificate.</summary>
public enum LeafKey
{
    /// <summary>ECDSA on P-256.</summary>
    EcdsaP256,

    /// <summary>ECDSA on P-384.</summary>
    EcdsaP384,

    /// <summary>RSA, 2048 bits.</summary>
    Rsa2048,

    /// <summary>RSA, 3072 bits.</summary>
    Rsa3072,

    /// <summary>RSA, 1024 bits: too short (RFC 9325 §4.5).</summary>
    Rsa1024,
}
