using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Tls.Probing;

/// <summary>
/// The five blocks of the ROBOT test, one padded as PKCS #1 v1.5 says and four with a mistake each, raised to the public exponent of a server.
/// That is arithmetic with numbers which everybody knows: nothing is kept secret by it. No library pads wrongly on request, which is the whole point here.
/// Source: Böck, Somorovsky and Young, "Return Of Bleichenbacher's Oracle Threat", 2018, §4; RFC 8017 §7.2.1; RFC 5246 §7.4.7.1.
/// </summary>
internal static class PaddedSecret
{
    /// <summary>Version and 46 random bytes.</summary>
    private const int SecretSize = 48;

    /// <summary>Room for the secret, the three fixed bytes and eight of padding: keys of 472 bits.</summary>
    private const int LeastBytes = SecretSize + 11;

    /// <summary>16384 bits: a key from the wire must not keep this machine busy.</summary>
    private const int MostBytes = 2048;

    private const int MostExponentBytes = 8;

    public static IReadOnlyList<PaddingCase> Cases { get; } = Enum.GetValues<PaddingCase>();

    /// <summary>One block as a ciphertext.</summary>
    /// <param name="certificate">The server's certificate in DER. Untrusted.</param>
    /// <param name="padding">Which block.</param>
    /// <param name="version">The version that the hello offered at most.</param>
    /// <param name="random">Fills what is random in the block.</param>
    /// <returns>As many bytes as the modulus has; <see langword="null"/> where the certificate has no RSA key of a sensible size.</returns>
    public static byte[]? Encipher(ReadOnlySpan<byte> certificate, PaddingCase padding, TlsVersion version, Random random)
    {
        if (ReadKey(certificate) is not { Modulus: { Length: >= LeastBytes and <= MostBytes } modulus, Exponent: { Length: <= MostExponentBytes } exponent })
            return null;
        var power = BigInteger.ModPow(Number(Block(modulus.Length, padding, version, random)), Number(exponent), Number(modulus));
        var bytes = power.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[modulus.Length - bytes.Length], .. bytes];
    }

    /// <summary>00 02, padding without zeros, 00, version, 46 random bytes; or what is wrong with it.</summary>
    private static byte[] Block(int size, PaddingCase padding, TlsVersion version, Random random)
    {
        var block = new byte[size];
        for (var i = 0; i < size; i++)
            block[i] = (byte)random.Next(1, 256);
        var secret = size - SecretSize;
        block[0] = 0;
        block[1] = 2;
        block[secret - 1] = 0;
        block[secret] = (byte)((ushort)version >> 8);
        block[secret + 1] = (byte)version;
        switch (padding)
        {
            case PaddingCase.WrongStart:
                // 41 17 as in the published test: still smaller than any modulus whose first byte is 80 or more.
                block[0] = 0x41;
                block[1] = 0x17;
                break;
            case PaddingCase.ZeroMisplaced:
                block[secret - 1] = 0x11;
                block[size - 2] = 0;
                break;
            case PaddingCase.NoZero:
                block[secret - 1] = 0x11;
                block[secret] = 0x11;
                block[secret + 1] = 0x11;
                break;
            case PaddingCase.WrongVersion:
                block[secret] = 2;
                block[secret + 1] = 2;
                break;
            default:
                break;
        }
        return block;
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static RSAParameters? ReadKey(ReadOnlySpan<byte> certificate)
    {
        try
        {
            using var parsed = X509CertificateLoader.LoadCertificate(certificate);
            using var key = parsed.GetRSAPublicKey();
            return key?.ExportParameters(includePrivateParameters: false);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
