namespace Leadglass.Tls.Authority;

/// <summary>The key that a certificate is made for.</summary>
public enum KeyAlgorithm
{
    /// <summary>RSA with 3072 bits: for devices of any age.</summary>
    Rsa3072,

    /// <summary>An elliptic curve key on P-256 for ECDSA.</summary>
    EcdsaP256,

    /// <summary>RSA with 2048 bits, the least that RFC 9325 §4.5 permits: quickly made, for certificates that live as long as a run.</summary>
    Rsa2048,

    /// <summary>RSA with 1024 bits, which RFC 9325 §4.5 forbids: only to see whether a client refuses it.</summary>
    Rsa1024,
}
