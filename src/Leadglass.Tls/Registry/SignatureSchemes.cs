using System.Collections.Frozen;

namespace Leadglass.Tls.Registry;

/// <summary>The registry of signature schemes. Source: IANA, TLS SignatureScheme, with the pairs of RFC 5246 §7.4.1.4.1 that have no name of their own there.</summary>
public static class SignatureSchemes
{
    private static readonly FrozenDictionary<SignatureScheme, SchemeEntry> ByCode;

    static SignatureSchemes()
    {
        All = Rows;
        ByCode = Rows.ToFrozenDictionary(static row => row.Scheme);
    }

    /// <summary>Every scheme, by ascending code.</summary>
    public static IReadOnlyList<SchemeEntry> All { get; }

    private static SchemeEntry[] Rows =>
    [
        new(SignatureScheme.RsaPkcs1Md5, "rsa_pkcs1_md5", SignatureAlgorithm.RsaPkcs1, SignatureHash.Md5),
        new(SignatureScheme.DsaMd5, "dsa_md5", SignatureAlgorithm.Dsa, SignatureHash.Md5),
        new(SignatureScheme.EcdsaMd5, "ecdsa_md5", SignatureAlgorithm.Ecdsa, SignatureHash.Md5),
        new(SignatureScheme.RsaPkcs1Sha1, "rsa_pkcs1_sha1", SignatureAlgorithm.RsaPkcs1, SignatureHash.Sha1),
        new(SignatureScheme.DsaSha1, "dsa_sha1", SignatureAlgorithm.Dsa, SignatureHash.Sha1),
        new(SignatureScheme.EcdsaSha1, "ecdsa_sha1", SignatureAlgorithm.Ecdsa, SignatureHash.Sha1),
        new(SignatureScheme.RsaPkcs1Sha224, "rsa_pkcs1_sha224", SignatureAlgorithm.RsaPkcs1, SignatureHash.Sha224),
        new(SignatureScheme.DsaSha224, "dsa_sha224", SignatureAlgorithm.Dsa, SignatureHash.Sha224),
        new(SignatureScheme.EcdsaSha224, "ecdsa_sha224", SignatureAlgorithm.Ecdsa, SignatureHash.Sha224),
        new(SignatureScheme.RsaPkcs1Sha256, "rsa_pkcs1_sha256", SignatureAlgorithm.RsaPkcs1, SignatureHash.Sha256),
        new(SignatureScheme.DsaSha256, "dsa_sha256", SignatureAlgorithm.Dsa, SignatureHash.Sha256),
        new(SignatureScheme.EcdsaSecp256r1Sha256, "ecdsa_secp256r1_sha256", SignatureAlgorithm.Ecdsa, SignatureHash.Sha256),
        new(SignatureScheme.RsaPkcs1Sha384, "rsa_pkcs1_sha384", SignatureAlgorithm.RsaPkcs1, SignatureHash.Sha384),
        new(SignatureScheme.DsaSha384, "dsa_sha384", SignatureAlgorithm.Dsa, SignatureHash.Sha384),
        new(SignatureScheme.EcdsaSecp384r1Sha384, "ecdsa_secp384r1_sha384", SignatureAlgorithm.Ecdsa, SignatureHash.Sha384),
        new(SignatureScheme.RsaPkcs1Sha512, "rsa_pkcs1_sha512", SignatureAlgorithm.RsaPkcs1, SignatureHash.Sha512),
        new(SignatureScheme.DsaSha512, "dsa_sha512", SignatureAlgorithm.Dsa, SignatureHash.Sha512),
        new(SignatureScheme.EcdsaSecp521r1Sha512, "ecdsa_secp521r1_sha512", SignatureAlgorithm.Ecdsa, SignatureHash.Sha512),
        new(SignatureScheme.Sm2SigSm3, "sm2sig_sm3", SignatureAlgorithm.Sm2, SignatureHash.Sm3),
        new(SignatureScheme.RsaPssRsaeSha256, "rsa_pss_rsae_sha256", SignatureAlgorithm.RsaPss, SignatureHash.Sha256),
        new(SignatureScheme.RsaPssRsaeSha384, "rsa_pss_rsae_sha384", SignatureAlgorithm.RsaPss, SignatureHash.Sha384),
        new(SignatureScheme.RsaPssRsaeSha512, "rsa_pss_rsae_sha512", SignatureAlgorithm.RsaPss, SignatureHash.Sha512),
        new(SignatureScheme.Ed25519, "ed25519", SignatureAlgorithm.EdDsa, SignatureHash.Intrinsic),
        new(SignatureScheme.Ed448, "ed448", SignatureAlgorithm.EdDsa, SignatureHash.Intrinsic),
        new(SignatureScheme.RsaPssPssSha256, "rsa_pss_pss_sha256", SignatureAlgorithm.RsaPss, SignatureHash.Sha256),
        new(SignatureScheme.RsaPssPssSha384, "rsa_pss_pss_sha384", SignatureAlgorithm.RsaPss, SignatureHash.Sha384),
        new(SignatureScheme.RsaPssPssSha512, "rsa_pss_pss_sha512", SignatureAlgorithm.RsaPss, SignatureHash.Sha512),
        new(SignatureScheme.EcdsaBrainpoolP256r1Tls13Sha256, "ecdsa_brainpoolP256r1tls13_sha256", SignatureAlgorithm.Ecdsa, SignatureHash.Sha256),
        new(SignatureScheme.EcdsaBrainpoolP384r1Tls13Sha384, "ecdsa_brainpoolP384r1tls13_sha384", SignatureAlgorithm.Ecdsa, SignatureHash.Sha384),
        new(SignatureScheme.EcdsaBrainpoolP512r1Tls13Sha512, "ecdsa_brainpoolP512r1tls13_sha512", SignatureAlgorithm.Ecdsa, SignatureHash.Sha512),
        new(SignatureScheme.MlDsa44, "mldsa44", SignatureAlgorithm.MlDsa, SignatureHash.Intrinsic),
        new(SignatureScheme.MlDsa65, "mldsa65", SignatureAlgorithm.MlDsa, SignatureHash.Intrinsic),
        new(SignatureScheme.MlDsa87, "mldsa87", SignatureAlgorithm.MlDsa, SignatureHash.Intrinsic),
    ];

    /// <summary>What is known about a scheme; <see langword="null"/> where the registry does not have it.</summary>
    /// <param name="scheme">A code from the wire.</param>
    public static SchemeEntry? Find(SignatureScheme scheme) => ByCode.GetValueOrDefault(scheme);

    /// <summary>The name in the registry, such as <c>rsa_pss_rsae_sha256</c>; the code where there is none.</summary>
    /// <param name="scheme">A code from the wire.</param>
    public static string NameOf(SignatureScheme scheme) => Find(scheme)?.Name ?? $"{(ushort)scheme:X4}H";
}
