namespace Leadglass.Tls.Registry;

/// <summary>The algorithm that encrypts records.</summary>
public enum BulkCipher
{
    /// <summary>The suite is not in the registry.</summary>
    Unknown,

    /// <summary>None: records are readable.</summary>
    Null,

    /// <summary>AES.</summary>
    Aes,

    /// <summary>Camellia.</summary>
    Camellia,

    /// <summary>ARIA.</summary>
    Aria,

    /// <summary>SEED.</summary>
    Seed,

    /// <summary>ChaCha20.</summary>
    ChaCha20,

    /// <summary>SM4.</summary>
    Sm4,

    /// <summary>AEGIS.</summary>
    Aegis,

    /// <summary>Triple DES: blocks of 64 bits (CVE-2016-2183).</summary>
    TripleDes,

    /// <summary>DES; with export restrictions DES40.</summary>
    Des,

    /// <summary>IDEA: blocks of 64 bits.</summary>
    Idea,

    /// <summary>RC2.</summary>
    Rc2,

    /// <summary>RC4 (prohibited by RFC 7465).</summary>
    Rc4,

    /// <summary>Skipjack on a Fortezza card.</summary>
    Fortezza,

    /// <summary>GOST 28147-89.</summary>
    Gost28147,

    /// <summary>Magma (GOST R 34.12-2015, blocks of 64 bits).</summary>
    Magma,

    /// <summary>Kuznyechik (GOST R 34.12-2015).</summary>
    Kuznyechik,
}
