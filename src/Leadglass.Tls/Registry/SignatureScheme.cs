namespace Leadglass.Tls.Registry;

/// <summary>Signature schemes by their code on the wire; TLS 1.2 writes the same two bytes as hash and signature. Source: IANA, TLS SignatureScheme; RFC 5246 §7.4.1.4.1.</summary>
public enum SignatureScheme : ushort
{
    /// <summary><c>rsa_pkcs1_md5</c>.</summary>
    RsaPkcs1Md5 = 0x0101,

    /// <summary><c>dsa_md5</c>.</summary>
    DsaMd5 = 0x0102,

    /// <summary><c>ecdsa_md5</c>.</summary>
    EcdsaMd5 = 0x0103,

    /// <summary><c>rsa_pkcs1_sha1</c>.</summary>
    RsaPkcs1Sha1 = 0x0201,

    /// <summary><c>dsa_sha1</c>.</summary>
    DsaSha1 = 0x0202,

    /// <summary><c>ecdsa_sha1</c>.</summary>
    EcdsaSha1 = 0x0203,

    /// <summary><c>rsa_pkcs1_sha224</c>.</summary>
    RsaPkcs1Sha224 = 0x0301,

    /// <summary><c>dsa_sha224</c>.</summary>
    DsaSha224 = 0x0302,

    /// <summary><c>ecdsa_sha224</c>.</summary>
    EcdsaSha224 = 0x0303,

    /// <summary><c>rsa_pkcs1_sha256</c>.</summary>
    RsaPkcs1Sha256 = 0x0401,

    /// <summary><c>dsa_sha256</c>.</summary>
    DsaSha256 = 0x0402,

    /// <summary><c>ecdsa_secp256r1_sha256</c>.</summary>
    EcdsaSecp256r1Sha256 = 0x0403,

    /// <summary><c>rsa_pkcs1_sha384</c>.</summary>
    RsaPkcs1Sha384 = 0x0501,

    /// <summary><c>dsa_sha384</c>.</summary>
    DsaSha384 = 0x0502,

    /// <summary><c>ecdsa_secp384r1_sha384</c>.</summary>
    EcdsaSecp384r1Sha384 = 0x0503,

    /// <summary><c>rsa_pkcs1_sha512</c>.</summary>
    RsaPkcs1Sha512 = 0x0601,

    /// <summary><c>dsa_sha512</c>.</summary>
    DsaSha512 = 0x0602,

    /// <summary><c>ecdsa_secp521r1_sha512</c>.</summary>
    EcdsaSecp521r1Sha512 = 0x0603,

    /// <summary><c>sm2sig_sm3</c>.</summary>
    Sm2SigSm3 = 0x0708,

    /// <summary><c>rsa_pss_rsae_sha256</c>.</summary>
    RsaPssRsaeSha256 = 0x0804,

    /// <summary><c>rsa_pss_rsae_sha384</c>.</summary>
    RsaPssRsaeSha384 = 0x0805,

    /// <summary><c>rsa_pss_rsae_sha512</c>.</summary>
    RsaPssRsaeSha512 = 0x0806,

    /// <summary><c>ed25519</c>.</summary>
    Ed25519 = 0x0807,

    /// <summary><c>ed448</c>.</summary>
    Ed448 = 0x0808,

    /// <summary><c>rsa_pss_pss_sha256</c>.</summary>
    RsaPssPssSha256 = 0x0809,

    /// <summary><c>rsa_pss_pss_sha384</c>.</summary>
    RsaPssPssSha384 = 0x080A,

    /// <summary><c>rsa_pss_pss_sha512</c>.</summary>
    RsaPssPssSha512 = 0x080B,

    /// <summary><c>ecdsa_brainpoolP256r1tls13_sha256</c>.</summary>
    EcdsaBrainpoolP256r1Tls13Sha256 = 0x081A,

    /// <summary><c>ecdsa_brainpoolP384r1tls13_sha384</c>.</summary>
    EcdsaBrainpoolP384r1Tls13Sha384 = 0x081B,

    /// <summary><c>ecdsa_brainpoolP512r1tls13_sha512</c>.</summary>
    EcdsaBrainpoolP512r1Tls13Sha512 = 0x081C,

    /// <summary><c>mldsa44</c>.</summary>
    MlDsa44 = 0x0904,

    /// <summary><c>mldsa65</c>.</summary>
    MlDsa65 = 0x0905,

    /// <summary><c>mldsa87</c>.</summary>
    MlDsa87 = 0x0906,
}
