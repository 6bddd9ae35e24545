namespace Leadglass.Tls.Registry;

/// <summary>The hash in the name of a suite: that of the MAC, or with AEAD ciphers that of the key derivation.</summary>
public enum SuiteHash
{
    /// <summary>The suite is not in the registry.</summary>
    Unknown,

    /// <summary>None.</summary>
    Null,

    /// <summary>MD5.</summary>
    Md5,

    /// <summary>SHA-1.</summary>
    Sha1,

    /// <summary>SHA-256; also of the CCM suites, which do not name it (RFC 6655 §3).</summary>
    Sha256,

    /// <summary>SHA-384.</summary>
    Sha384,

    /// <summary>SHA-512.</summary>
    Sha512,

    /// <summary>A GOST R 34.11 hash or a GOST 28147-89 MAC.</summary>
    Gost,

    /// <summary>SM3.</summary>
    Sm3,
}
