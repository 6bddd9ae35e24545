using System.Formats.Asn1;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Certificates;

/// <summary>Reads the hash under the signature of a certificate. Source: RFC 5280 §4.1.1.2, RFC 4055 §3.1, RFC 5758.</summary>
internal static class CertificateSignature
{
    private const string RsaPss = "1.2.840.113549.1.1.10";

    private static readonly Dictionary<string, SignatureHash> Algorithms = new()
    {
        ["1.2.840.113549.1.1.4"] = SignatureHash.Md5, // md5WithRSAEncryption
        ["1.2.840.113549.1.1.5"] = SignatureHash.Sha1, // sha1WithRSAEncryption
        ["1.2.840.113549.1.1.11"] = SignatureHash.Sha256,
        ["1.2.840.113549.1.1.12"] = SignatureHash.Sha384,
        ["1.2.840.113549.1.1.13"] = SignatureHash.Sha512,
        ["1.2.840.113549.1.1.14"] = SignatureHash.Sha224,
        ["1.2.840.10040.4.3"] = SignatureHash.Sha1, // dsa-with-sha1
        ["2.16.840.1.101.3.4.3.1"] = SignatureHash.Sha224, // dsa-with-sha224
        ["2.16.840.1.101.3.4.3.2"] = SignatureHash.Sha256, // dsa-with-sha256
        ["1.2.840.10045.4.1"] = SignatureHash.Sha1, // ecdsa-with-SHA1
        ["1.2.840.10045.4.3.1"] = SignatureHash.Sha224,
        ["1.2.840.10045.4.3.2"] = SignatureHash.Sha256,
        ["1.2.840.10045.4.3.3"] = SignatureHash.Sha384,
        ["1.2.840.10045.4.3.4"] = SignatureHash.Sha512,
        ["1.3.101.112"] = SignatureHash.Intrinsic, // Ed25519
        ["1.3.101.113"] = SignatureHash.Intrinsic, // Ed448
    };

    private static readonly Dictionary<string, SignatureHash> Hashes = new()
    {
        ["1.3.14.3.2.26"] = SignatureHash.Sha1,
        ["2.16.840.1.101.3.4.2.4"] = SignatureHash.Sha224,
        ["2.16.840.1.101.3.4.2.1"] = SignatureHash.Sha256,
        ["2.16.840.1.101.3.4.2.2"] = SignatureHash.Sha384,
        ["2.16.840.1.101.3.4.2.3"] = SignatureHash.Sha512,
    };

    /// <returns>The hash; <see langword="null"/> where the algorithm is not known or its parameters are not well formed.</returns>
    public static SignatureHash? HashOf(ReadOnlyMemory<byte> certificate)
    {
        try
        {
            var fields = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
            fields.ReadEncodedValue(); // tbsCertificate
            var algorithm = fields.ReadSequence();
            var name = algorithm.ReadObjectIdentifier();
            if (name == RsaPss)
                return OfRsaPss(algorithm);
            return Algorithms.TryGetValue(name, out var hash) ? hash : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>RSASSA-PSS names its hash in the parameters; without one it is SHA-1 (RFC 4055 §3.1).</summary>
    private static SignatureHash? OfRsaPss(AsnReader algorithm)
    {
        var hashTag = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        if (!algorithm.HasData)
            return SignatureHash.Sha1;
        var parameters = algorithm.ReadSequence();
        if (!parameters.HasData || parameters.PeekTag() != hashTag)
            return SignatureHash.Sha1;
        var name = parameters.ReadSequence(hashTag).ReadSequence().ReadObjectIdentifier();
        return Hashes.TryGetValue(name, out var hash) ? hash : null;
    }
}
