using System.Numerics;
using System.Security.Cryptography;
using Leadglass.Tls.Messages;

namespace Leadglass.Tls.Tests.Support;

/// <summary>An RSA key of 2048 bits that opens what was enciphered for its certificate and shows the bare block, whatever its padding.</summary>
internal sealed class RsaOracle
{
    private readonly RSAParameters _key;

    public RsaOracle()
    {
        using var rsa = RSA.Create(2048);
        _key = rsa.ExportParameters(includePrivateParameters: true);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=oracle", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        Certificate = certificate.RawData;
    }

    public byte[] Certificate { get; }

    /// <summary>The block in a ClientKeyExchange. RFC 5246 §7.4.7.1: four bytes of header, two of length, the ciphertext.</summary>
    public byte[] Open(TlsRecord keyExchange)
    {
        var message = keyExchange.Fragment.Span;
        Assert.Equal(4 + 2 + 256, message.Length);
        Assert.Equal([16, 0, 1, 2, 1, 0], message[..6].ToArray());
        var block = BigInteger.ModPow(Number(message[6..]), Number(_key.D), Number(_key.Modulus)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[256 - block.Length], .. block];
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
