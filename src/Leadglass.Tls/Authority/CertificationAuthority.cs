using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Tls.Authority;

/// <summary>A certificate with its RSA key that signs other certificates and its list of revoked ones. Source: RFC 5280.</summary>
public sealed class CertificationAuthority : IDisposable
{
    private const int KeyBits = 3072;
    private const int SerialBytes = 16;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private CertificationAuthority(X509Certificate2 certificate)
    {
        Certificate = certificate;
    }

    /// <summary>The certificate, with its private key; it belongs to this object.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Makes an authority that signs itself and may have authorities below it, but none below those.</summary>
    /// <param name="name">The common name.</param>
    /// <param name="notBefore">When it begins to be valid.</param>
    /// <param name="notAfter">The last moment at which it is valid.</param>
    public static CertificationAuthority CreateRoot(string name, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var key = RSA.Create(KeyBits);
        return new CertificationAuthority(AuthorityRequest(name, key, pathLength: 1).CreateSelfSigned(notBefore, notAfter));
    }

    /// <summary>Takes up an authority that was made before.</summary>
    /// <param name="certificatePem">The certificate, PEM.</param>
    /// <param name="keyPem">Its private RSA key, PEM, not encrypted.</param>
    /// <exception cref="CryptographicException">Either is no such thing, or they do not belong together.</exception>
    public static CertificationAuthority Load(string certificatePem, string keyPem) => new(X509Certificate2.CreateFromPem(certificatePem, keyPem));

    /// <summary>Makes an authority below this one that signs end entities only.</summary>
    /// <param name="name">The common name.</param>
    /// <param name="notBefore">When it begins to be valid.</param>
    /// <param name="notAfter">The last moment at which it is valid.</param>
    public CertificationAuthority CreateIssuing(string name, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var key = RSA.Create(KeyBits);
        using var certificate = Sign(AuthorityRequest(name, key, pathLength: 0), notBefore, notAfter, sha1: false);
        return new CertificationAuthority(certificate.CopyWithPrivateKey(key));
    }

    /// <summary>Makes a key and a certificate for an end entity.</summary>
    /// <param name="order">What the certificate shall say.</param>
    /// <returns>The certificate with its private key, the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">It would be valid beyond this authority, or end before it begins.</exception>
    public X509Certificate2 Issue(CertificateOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Key == KeyAlgorithm.EcdsaP256)
        {
            using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var bare = Sign(Describe(new CertificateRequest(NameOf(order.Name), curve, HashAlgorithmName.SHA256), order), order);
            return bare.CopyWithPrivateKey(curve);
        }

        using var key = RSA.Create(order.Key switch { KeyAlgorithm.Rsa1024 => 1024, KeyAlgorithm.Rsa2048 => 2048, _ => KeyBits });
        using var certificate = Sign(Describe(RsaRequest(order.Name, key), order), order);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Makes a list of revoked certificates that is empty. Source: RFC 5280 §5.</summary>
    /// <param name="thisUpdate">When it was made.</param>
    /// <param name="nextUpdate">When it is to be replaced; programs that are given it refuse every certificate after that.</param>
    /// <returns>The list in PEM.</returns>
    public string CreateRevocationList(DateTimeOffset thisUpdate, DateTimeOffset nextUpdate)
    {
        var list = new CertificateRevocationListBuilder().Build(
            Certificate, BigInteger.One, nextUpdate, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, thisUpdate);
        return PemEncoding.WriteString("X509 CRL", list) + "\n";
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => Certificate.Dispose();

    private static CertificateRequest AuthorityRequest(string name, RSA key, int pathLength)
    {
        var request = RsaRequest(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLength, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static CertificateRequest Describe(CertificateRequest request, CertificateOrder order)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        // Signatures only: whoever encrypts to the key gives forward secrecy away.
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(UsagesOf(order.Purpose), critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (order.DnsNames.Count + order.Addresses.Count > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (var name in order.DnsNames)
                names.AddDnsName(name);
            foreach (var address in order.Addresses)
                names.AddIpAddress(address);
            request.CertificateExtensions.Add(names.Build());
        }
        return request;
    }

    private static OidCollection UsagesOf(CertificatePurpose purpose)
    {
        var usages = new OidCollection();
        if (purpose != CertificatePurpose.Client)
            usages.Add(new Oid(ServerAuthentication));
        if (purpose != CertificatePurpose.Server)
            usages.Add(new Oid(ClientAuthentication));
        return usages;
    }

    private static CertificateRequest RsaRequest(string name, RSA key) => new(NameOf(name), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static X500DistinguishedName NameOf(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name);
        return builder.Build();
    }

    private X509Certificate2 Sign(CertificateRequest request, CertificateOrder order) => Sign(request, order.NotBefore, order.NotAfter, order.SignedWithSha1);

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter, bool sha1)
    {
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        // RFC 5280 §4.1.2.5: certificates know whole seconds only.
        if (notAfter.ToUnixTimeSeconds() > new DateTimeOffset(Certificate.NotAfter).ToUnixTimeSeconds())
            throw new ArgumentException($"The certificate would be valid until {notAfter:u}, which is longer than its authority.", nameof(notAfter));
        using var key = Certificate.GetRSAPrivateKey()!;
        var generator = sha1 ? new Sha1SignatureGenerator(key) : X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        return request.Create(Certificate.SubjectName, generator, notBefore, notAfter, NewSerial());
    }

    private static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);    // RFC 5280 §4.1.2.2: positive, and no leading zeros to lose
        return serial;
    }
}
