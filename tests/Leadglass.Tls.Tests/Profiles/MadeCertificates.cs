using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Tests.Profiles;

/// <summary>Certificates with chosen faults, made by the platform.</summary>
internal static class MadeCertificates
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<RSA> Rsa2048 = new(static () => RSA.Create(2048));
    private static readonly Lazy<RSA> Rsa1024 = new(static () => RSA.Create(1024));
    private static readonly Lazy<ECDsa> P256 = new(static () => ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private static readonly Lazy<X509Certificate2> Root = new(static () =>
    {
        var request = new CertificateRequest("CN=Test Root", P256.Value, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request.CreateSelfSigned(Now.AddYears(-5), Now.AddYears(15));
    });

    private static readonly Lazy<CertificateObservation> RsaChain = new(static () => Leaf());
    private static readonly Lazy<CertificateObservation> EcdsaChain = new(static () => Leaf(ecdsa: true));

    public static CertificateObservation Rsa => RsaChain.Value;

    public static CertificateObservation Ecdsa => EcdsaChain.Value;

    public static ReadOnlyMemory<byte> RootDer => Root.Value.RawData;

    /// <summary>A leaf from the test root for pacs.example and 192.0.2.7, good unless told otherwise.</summary>
    public static CertificateObservation Leaf(
        bool ecdsa = false,
        bool small = false,
        HashAlgorithmName? hash = null,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null,
        string purpose = "1.3.6.1.5.5.7.3.1",
        bool revocation = true,
        bool authority = false,
        X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature,
        bool names = true,
        bool withRoot = false,
        bool selfSigned = false)
    {
        const string Subject = "CN=pacs.example";
        var algorithm = hash ?? HashAlgorithmName.SHA256;
        var request = ecdsa
            ? new CertificateRequest(Subject, P256.Value, algorithm)
            : new CertificateRequest(Subject, small ? Rsa1024.Value : Rsa2048.Value, algorithm, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        if (names)
        {
            var alternative = new SubjectAlternativeNameBuilder();
            alternative.AddDnsName("pacs.example");
            alternative.AddIpAddress(IPAddress.Parse("192.0.2.7"));
            request.CertificateExtensions.Add(alternative.Build());
        }

        if (revocation)
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(["http://pki.example/root.crl"]));
        using var certificate = selfSigned
            ? request.CreateSelfSigned(from ?? Now.AddDays(-30), to ?? Now.AddDays(300))
            : request.Create(
                Root.Value.SubjectName, algorithm == HashAlgorithmName.SHA1 ? new Sha1Generator() : X509SignatureGenerator.CreateForECDsa(P256.Value), from ?? Now.AddDays(-30), to ?? Now.AddDays(300), [0x01, 0x02]);
        return new CertificateObservation(withRoot ? [certificate.RawData, RootDer] : [certificate.RawData])
        {
            Key = ecdsa ? PublicKeyKind.Ecdsa : PublicKeyKind.Rsa,
            Versions = [TlsVersion.Tls12],
        };
    }

    /// <summary>The platform no longer signs with SHA-1 by itself; old authorities did.</summary>
    private sealed class Sha1Generator : X509SignatureGenerator
    {
        // SEQUENCE { OBJECT IDENTIFIER ecdsa-with-SHA1 (1.2.840.10045.4.1) }
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => [0x30, 0x09, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x01];

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => P256.Value.SignData(data, HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence);

        protected override PublicKey BuildPublicKey() => new(P256.Value);
    }
}
