using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Certificates;

/// <summary>Reads kind and size of a public key from its bytes: importing it would refuse the weak and the rare ones, which are the ones that matter here.</summary>
internal static class PublicKeySize
{
    /// <summary>Curves by object identifier with the size of their field in bits. Source: SEC 2, RFC 5480 §2.1.1.1, RFC 5639.</summary>
    private static readonly Dictionary<string, int> Curves = new()
    {
        ["1.3.132.0.6"] = 112, // secp112r1
        ["1.3.132.0.28"] = 128, // secp128r1
        ["1.3.132.0.8"] = 160, // secp160r1
        ["1.3.132.0.9"] = 160, // secp160k1
        ["1.3.132.0.30"] = 160, // secp160r2
        ["1.3.132.0.31"] = 192, // secp192k1
        ["1.2.840.10045.3.1.1"] = 192, // secp192r1
        ["1.3.132.0.32"] = 224, // secp224k1
        ["1.3.132.0.33"] = 224, // secp224r1
        ["1.3.132.0.10"] = 256, // secp256k1
        ["1.2.840.10045.3.1.7"] = 256, // secp256r1
        ["1.3.132.0.34"] = 384, // secp384r1
        ["1.3.132.0.35"] = 521, // secp521r1
        ["1.3.36.3.3.2.8.1.1.7"] = 256, // brainpoolP256r1
        ["1.3.36.3.3.2.8.1.1.11"] = 384, // brainpoolP384r1
        ["1.3.36.3.3.2.8.1.1.13"] = 512, // brainpoolP512r1
    };

    /// <exception cref="CryptographicException">The key is not well formed.</exception>
    public static (PublicKeyKind Kind, int Bits) Of(PublicKey key)
    {
        try
        {
            return key.Oid.Value switch
            {
                "1.2.840.113549.1.1.1" or "1.2.840.113549.1.1.10" => (PublicKeyKind.Rsa, FirstIntegerBits(key.EncodedKeyValue)),
                "1.2.840.10045.2.1" => (PublicKeyKind.Ecdsa, CurveBits(key)),
                "1.3.101.112" => (PublicKeyKind.EdDsa, 255),
                "1.3.101.113" => (PublicKeyKind.EdDsa, 448),
                "1.2.840.10040.4.1" when key.EncodedParameters is { } parameters => (PublicKeyKind.Dsa, FirstIntegerBits(parameters)),
                _ => (PublicKeyKind.Unknown, 0),
            };
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException("The public key is not well formed.", e);
        }
    }

    /// <summary>The modulus of an RSA key (RFC 8017 A.1.1) and the prime of a DSA key (RFC 3279 §2.3.2) both come first.</summary>
    private static int FirstIntegerBits(AsnEncodedData sequence) =>
        (int)new AsnReader(sequence.RawData, AsnEncodingRules.DER).ReadSequence().ReadInteger().GetBitLength();

    /// <summary>A curve that is not listed, or spelled out in numbers, is measured by its point: 04H, then both coordinates.</summary>
    private static int CurveBits(PublicKey key)
    {
        if (key.EncodedParameters is { } encoded
            && new AsnReader(encoded.RawData, AsnEncodingRules.DER) is var parameters
            && parameters.PeekTag() == Asn1Tag.ObjectIdentifier
            && Curves.TryGetValue(parameters.ReadObjectIdentifier(), out var bits))
            return bits;
        return (key.EncodedKeyValue.RawData.Length - 1) / 2 * 8;
    }
}
