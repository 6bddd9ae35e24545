namespace Leadglass.Tls.Registry;

/// <summary>How the algorithm is applied to records and what protects their integrity.</summary>
public enum CipherMode
{
    /// <summary>The suite is not in the registry.</summary>
    Unknown,

    /// <summary>No encryption; integrity only, if any.</summary>
    None,

    /// <summary>A stream cipher with a MAC beside it.</summary>
    Stream,

    /// <summary>Cipher block chaining with a MAC beside it.</summary>
    Cbc,

    /// <summary>Galois/counter mode: AEAD, 16-byte tag.</summary>
    Gcm,

    /// <summary>Counter with CBC-MAC: AEAD, 16-byte tag.</summary>
    Ccm,

    /// <summary>Counter with CBC-MAC: AEAD, 8-byte tag.</summary>
    Ccm8,

    /// <summary>ChaCha20-Poly1305: AEAD, 16-byte tag.</summary>
    Poly1305,

    /// <summary>AEGIS: AEAD.</summary>
    Aegis,

    /// <summary>Counter mode with OMAC (RFC 9189).</summary>
    CtrOmac,

    /// <summary>Counter mode of GOST 28147-89.</summary>
    Cnt,

    /// <summary>Multilinear Galois mode (RFC 9367): AEAD.</summary>
    Mgm,
}
