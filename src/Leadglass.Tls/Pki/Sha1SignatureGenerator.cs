using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Tls.Pki;

/// <summary>Signs certificates with SHA-1, which .NET's own generators rightly do not: whether a client refuses such a certificate has to be tried.</summary>
internal sealed class Sha1SignatureGenerator(RSA? rsa, ECDsa? ecdsa) : X509SignatureGenerator
{
    /// <summary>sha1WithRSAEncryption with NULL parameters (RFC 3279 §2.2.1), in DER.</summary>
    private static readonly byte[] WithRsa = [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05, 0x00];

    /// <summary>ecdsa-with-SHA1 without parameters (RFC 3279 §2.2.3), in DER.</summary>
    private static readonly byte[] WithEcdsa = [0x30, 0x09, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x01];

    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => rsa is not null ? WithRsa : WithEcdsa;

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => rsa is not null
        ? rsa.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)
        : ecdsa!.SignData(data, HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence);

    protected override PublicKey BuildPublicKey() => rsa is not null ? new PublicKey(rsa) : new PublicKey(ecdsa!);
}
