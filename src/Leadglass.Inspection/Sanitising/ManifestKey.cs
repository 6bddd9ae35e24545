using System.Security.Cryptography;

namespace Leadglass.Inspection.Sanitising;

/// <summary>
/// An ECDSA key that signs manifests, or checks their signatures: SHA-256 over the bytes of the manifest, the signature in the ASN.1 form
/// that <c>openssl dgst -sha256 -verify</c> reads. Source: FIPS 186-5 §6, RFC 3279 §2.2.3.
/// </summary>
public sealed class ManifestKey : IDisposable
{
    private readonly ECDsa _key;

    private ManifestKey(ECDsa key)
    {
        _key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo), lower case hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="pem">PEM text: <c>PRIVATE KEY</c> or <c>EC PRIVATE KEY</c> to sign, <c>PUBLIC KEY</c> to check. Not encrypted.</param>
    /// <returns>The key, or <see langword="null"/> if there is no such key in the text.</returns>
    public static ManifestKey? TryRead(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new ManifestKey(key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    /// <summary>Signs a manifest.</summary>
    /// <param name="manifest">Its bytes.</param>
    /// <returns>The signature; <see langword="null"/> if the key is a public one.</returns>
    public byte[]? TrySign(ReadOnlySpan<byte> manifest)
    {
        try
        {
            return _key.SignData(manifest, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Checks a signature.</summary>
    /// <param name="manifest">The bytes that were signed.</param>
    /// <param name="signature">The signature. Untrusted.</param>
    public bool Verifies(ReadOnlySpan<byte> manifest, ReadOnlySpan<byte> signature) =>
        _key.VerifyData(manifest, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
