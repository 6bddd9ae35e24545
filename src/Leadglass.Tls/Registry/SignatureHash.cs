namespace Leadglass.Tls.Registry;

/// <summary>The hash of a signature scheme.</summary>
public enum SignatureHash
{
    /// <summary>MD5.</summary>
    Md5,

    /// <summary>SHA-1.</summary>
    Sha1,

    /// <summary>SHA-224.</summary>
    Sha224,

    /// <summary>SHA-256.</summary>
    Sha256,

    /// <summary>SHA-384.</summary>
    Sha384,

    /// <summary>SHA-512.</summary>
    Sha512,

    /// <summary>SM3.</summary>
    Sm3,

    /// <summary>Part of the algorithm.</summary>
    Intrinsic,
}
