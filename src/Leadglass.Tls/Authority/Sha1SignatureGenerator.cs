using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Tls.Authority;

/// <summary>Signs with SHA-1 and RSA, which the platform no longer does by itself: a client that accepts it has to be shown such a certificate.</summary>
internal sealed class Sha1SignatureGenerator(RSA key) : X509SignatureGenerator
{
    private const string Sha1WithRsaEncryption = "1.2.840.113549.1.1.5";

    /// <inheritdoc/>
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
    {
        // RFC 3279 §2.2.1: the parameters are NULL.
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Sha1WithRsaEncryption);
            writer.WriteNull();
        }
        return writer.Encode();
    }

    /// <inheritdoc/>
    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
        key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

    /// <inheritdoc/>
    protected override PublicKey BuildPublicKey() => CreateForRSA(key, RSASignaturePadding.Pkcs1).PublicKey;
}
