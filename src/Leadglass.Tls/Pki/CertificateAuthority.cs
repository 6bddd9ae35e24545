using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Tls.Pki;

/// <summary>A small certificate authority, for laboratories, migrations, tests and throw-away client certificates. Source: RFC 5280 §4.</summary>
/// <remarks>Serial numbers are random unless they are asked for. Nothing is written anywhere, and no certificate is remembered.</remarks>
public sealed class CertificateAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int SerialBytes = 16;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan Early = TimeSpan.FromDays(-30);

    /// <summary>The clocks of devices are often behind: a list of today is valid since yesterday.</summary>
    private static readonly TimeSpan LateClocks = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;

    private CertificateAuthority(X509Certificate2 certificate, TimeProvider time)
    {
        Certificate = certificate;
        _time = time;
    }

    /// <summary>The certificate of the authority, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Makes a root that signs itself; valid for ten years from now and for thirty days before, so that it can issue what is over.</summary>
    /// <param name="commonName">The common name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="key">The key; ECDSA on P-384 by default.</param>
    public static CertificateAuthority CreateRoot(string commonName, TimeProvider time, LeafKey key = LeafKey.EcdsaP384)
    {
        ArgumentNullException.ThrowIfNull(time);
        using var pair = CreateKey(key);
        var request = AuthorityRequest(commonName, pair, pathLength: 1);
        var now = time.GetUtcNow();
        return new CertificateAuthority(Stored(request.CreateSelfSigned(now + Early, now + Lifetime)), time);
    }

    /// <summary>Takes up an authority that was made before.</summary>
    /// <param name="certificatePem">The certificate, PEM.</param>
    /// <param name="keyPem">Its private key, PEM, not encrypted.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CryptographicException">Either is no such thing, or they do not belong together.</exception>
    public static CertificateAuthority Load(string certificatePem, string keyPem, TimeProvider time) =>
        new(Stored(X509Certificate2.CreateFromPem(certificatePem, keyPem)), time);

    /// <summary>Makes an issuing authority below this one, valid as long as this one.</summary>
    /// <param name="commonName">The common name.</param>
    /// <param name="key">The key; ECDSA on P-256 by default.</param>
    public CertificateAuthority CreateIssuing(string commonName, LeafKey key = LeafKey.EcdsaP256)
    {
        using var pair = CreateKey(key);
        var request = AuthorityRequest(commonName, pair, pathLength: 0);
        using var signed = Sign(request, new DateTimeOffset(Certificate.NotBefore), new DateTimeOffset(Certificate.NotAfter), serial: default);
        return new CertificateAuthority(WithKey(signed, pair), _time);
    }

    /// <summary>Issues a certificate with a new key.</summary>
    /// <param name="leaf">What it shall say.</param>
    /// <returns>The certificate with its private key; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">It would be valid after this authority is.</exception>
    public X509Certificate2 Issue(LeafRequest leaf)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        using var pair = CreateKey(leaf.Key);
        var now = _time.GetUtcNow();
        var notAfter = now + leaf.NotAfter;
        // RFC 5280 §4.1.2.5: certificates know whole seconds only.
        if (notAfter.ToUnixTimeSeconds() > new DateTimeOffset(Certificate.NotAfter).ToUnixTimeSeconds())
            throw new ArgumentException($"The certificate would be valid until {notAfter:u}, which is longer than its authority.", nameof(leaf));
        using var signed = Sign(LeafCertificateRequest(leaf, pair), now + leaf.NotBefore, notAfter, leaf.SerialNumber);
        return WithKey(signed, pair);
    }

    /// <summary>Makes a certificate that signs itself.</summary>
    /// <param name="leaf">What it shall say.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The certificate with its private key; the caller disposes it.</returns>
    public static X509Certificate2 CreateSelfSigned(LeafRequest leaf, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        ArgumentNullException.ThrowIfNull(time);
        using var pair = CreateKey(leaf.Key);
        var now = time.GetUtcNow();
        return Stored(LeafCertificateRequest(leaf, pair).CreateSelfSigned(now + leaf.NotBefore, now + leaf.NotAfter));
    }

    /// <summary>Makes a certificate revocation list. Source: RFC 5280 §5.</summary>
    /// <param name="previous">The list that this one replaces, PEM; <see langword="null"/> for the first. What it revokes stays revoked.</param>
    /// <param name="revoked">Serial numbers of certificates of this authority that are revoked, big-endian; none for a list that says so.</param>
    /// <param name="nextUpdate">When it is to be replaced; programs that are given it refuse every certificate after that.</param>
    /// <returns>The list in PEM; its number is one more than that of the list before.</returns>
    /// <exception cref="CryptographicException"><paramref name="previous"/> is no such list.</exception>
    public string CreateRevocationList(string? previous, IEnumerable<ReadOnlyMemory<byte>> revoked, DateTimeOffset nextUpdate)
    {
        ArgumentNullException.ThrowIfNull(revoked);
        var now = _time.GetUtcNow();
        var number = BigInteger.Zero;
        var list = previous is null ? new CertificateRevocationListBuilder() : CertificateRevocationListBuilder.LoadPem(previous, out number);
        foreach (var serial in revoked)
        {
            list.RemoveEntry(serial.Span);
            list.AddEntry(serial.Span, now);
        }

        var der = list.Build(Certificate, number + 1, nextUpdate, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, now - LateClocks);
        return PemEncoding.WriteString("X509 CRL", der) + "\n";
    }

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter, ReadOnlyMemory<byte> serial)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var rsa = Certificate.GetRSAPrivateKey();
        using var ecdsa = Certificate.GetECDsaPrivateKey();
        X509SignatureGenerator generator = request.HashAlgorithm == HashAlgorithmName.SHA1
            ? new Sha1SignatureGenerator(rsa, ecdsa)
            : rsa is not null ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1) : X509SignatureGenerator.CreateForECDsa(ecdsa!);
        return request.Create(Certificate.SubjectName, generator, notBefore, notAfter, serial.IsEmpty ? RandomNumberGenerator.GetBytes(SerialBytes) : serial.ToArray());
    }

    private static CertificateRequest AuthorityRequest(string commonName, AsymmetricAlgorithm key, int pathLength)
    {
        var request = Request(commonName, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLength, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request;
    }

    private static CertificateRequest LeafCertificateRequest(LeafRequest leaf, AsymmetricAlgorithm key)
    {
        var request = Request(leaf.Subject, key, leaf.SignatureHash);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        var keyUsage = X509KeyUsageFlags.DigitalSignature | (key is RSA && leaf.TakesKeyTransport ? X509KeyUsageFlags.KeyEncipherment : X509KeyUsageFlags.None);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(keyUsage, critical: true));
        if (leaf.Usage != LeafUsage.None)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(Usages(leaf.Usage), critical: false));
        if (leaf.Names.Count > 0)
            request.CertificateExtensions.Add(AlternativeNames(leaf.Names));
        return request;
    }

    private static CertificateRequest Request(string commonName, AsymmetricAlgorithm key, HashAlgorithmName hash)
    {
        var names = new X500DistinguishedNameBuilder();
        names.AddCommonName(commonName);
        var request = key is RSA rsa
            ? new CertificateRequest(names.Build(), rsa, hash, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(names.Build(), (ECDsa)key, hash);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static OidCollection Usages(LeafUsage usage)
    {
        var oids = new OidCollection();
        if (usage.HasFlag(LeafUsage.Server))
            oids.Add(new Oid(ServerAuthentication));
        if (usage.HasFlag(LeafUsage.Client))
            oids.Add(new Oid(ClientAuthentication));
        return oids;
    }

    private static X509Extension AlternativeNames(IReadOnlyList<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                builder.AddIpAddress(address);
            else
                builder.AddDnsName(name);
        }
        return builder.Build();
    }

    private static AsymmetricAlgorithm CreateKey(LeafKey key) => key switch
    {
        LeafKey.EcdsaP256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        LeafKey.EcdsaP384 => ECDsa.Create(ECCurve.NamedCurves.nistP384),
        LeafKey.Rsa2048 => RSA.Create(2048),
        LeafKey.Rsa3072 => RSA.Create(3072),
        LeafKey.Rsa1024 => RSA.Create(1024),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "Not a kind of key."),
    };

    private static X509Certificate2 WithKey(X509Certificate2 certificate, AsymmetricAlgorithm key) =>
        Stored(key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key));

    /// <summary>TLS on Windows takes no key that has never been stored: a round trip through PKCS #12 gives it one.</summary>
    private static X509Certificate2 Stored(X509Certificate2 certificate)
    {
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }
}
