using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Certificates;

/// <summary>What a certificate says about itself; nothing in it is verified, nothing is fetched, no trust store is asked. Source: RFC 5280.</summary>
public sealed record CertificateFacts
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string AnyUsage = "2.5.29.37.0";
    private const string MustStapleExtension = "1.3.6.1.5.5.7.1.24";

    private ReadOnlyMemory<byte> Der { get; init; }

    /// <summary>The distinguished name that it is for. Untrusted.</summary>
    public required string Subject { get; init; }

    /// <summary>The distinguished name that signed it. Untrusted.</summary>
    public required string Issuer { get; init; }

    /// <summary><see cref="Subject"/> in DER, for comparison.</summary>
    public required ReadOnlyMemory<byte> SubjectName { get; init; }

    /// <summary><see cref="Issuer"/> in DER, for comparison.</summary>
    public required ReadOnlyMemory<byte> IssuerName { get; init; }

    /// <summary>The first moment at which it is valid.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The last moment at which it is valid.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The kind of key.</summary>
    public required PublicKeyKind Key { get; init; }

    /// <summary>Size of the RSA modulus or of the field of the curve in bits; 0 where it could not be read.</summary>
    public required int KeyBits { get; init; }

    /// <summary>The hash under the signature; <see langword="null"/> for an algorithm that is not known here.</summary>
    public SignatureHash? SignatureHash { get; init; }

    /// <summary>Names and addresses in subjectAltName, as text. Untrusted.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Says that it may sign certificates (basicConstraints); <see langword="null"/> without the extension.</summary>
    public bool? IsAuthority { get; init; }

    /// <summary>What the key may be used for; <see langword="null"/> without the extension, which allows everything.</summary>
    public X509KeyUsageFlags? KeyUsage { get; init; }

    /// <summary>Has extended key usage and does not name servers there.</summary>
    public bool ForbidsServers { get; init; }

    /// <summary>Has extended key usage and does not name clients there: an AE that also connects needs another certificate.</summary>
    public bool ForbidsClients { get; init; }

    /// <summary>Points to a revocation list or an OCSP responder.</summary>
    public bool HasRevocationPointer { get; init; }

    /// <summary>Asks for a stapled OCSP response (RFC 7633).</summary>
    public bool MustStaple { get; init; }

    /// <summary>Subject and issuer are the same: a root, or a certificate that nobody vouches for.</summary>
    public bool IsSelfIssued => SubjectName.Span.SequenceEqual(IssuerName.Span);

    /// <summary>Whether it is valid at a moment.</summary>
    /// <param name="moment">The moment.</param>
    public bool IsValidAt(DateTimeOffset moment) => NotBefore <= moment && moment <= NotAfter;

    /// <summary>Whether it is for a host, by subjectAltName alone: the common name is not looked at (RFC 9525 §2).</summary>
    /// <param name="host">A host name or an address; nothing is for a text that is neither.</param>
    public bool IsFor(string host)
    {
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic)
            return false;
        using var certificate = X509CertificateLoader.LoadCertificate(Der.Span);
        return certificate.MatchesHostname(host, allowWildcards: true, allowCommonName: false);
    }

    /// <summary>Reads a certificate.</summary>
    /// <param name="der">Its bytes in DER. Untrusted.</param>
    /// <returns>What it says, or <see langword="null"/> where it cannot be read.</returns>
    public static CertificateFacts? Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
            return Read(certificate);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CertificateFacts Read(X509Certificate2 certificate)
    {
        var (key, bits) = PublicKeySize.Of(certificate.PublicKey);
        var facts = new CertificateFacts
        {
            Der = certificate.RawDataMemory,
            Subject = certificate.Subject,
            Issuer = certificate.Issuer,
            SubjectName = certificate.SubjectName.RawData,
            IssuerName = certificate.IssuerName.RawData,
            NotBefore = new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
            Key = key,
            KeyBits = bits,
            SignatureHash = CertificateSignature.HashOf(certificate.RawDataMemory),
        };
        foreach (var extension in certificate.Extensions)
            facts = With(facts, extension);
        return facts;
    }

    private static CertificateFacts With(CertificateFacts facts, X509Extension extension) => extension switch
    {
        X509BasicConstraintsExtension constraints => facts with { IsAuthority = constraints.CertificateAuthority },
        X509KeyUsageExtension usage => facts with { KeyUsage = usage.KeyUsages },
        X509EnhancedKeyUsageExtension usages => facts with { ForbidsServers = !Allows(usages, ServerAuthentication), ForbidsClients = !Allows(usages, ClientAuthentication) },
        X509SubjectAlternativeNameExtension names => facts with
        {
            Names = [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(static address => address.ToString())],
        },
        X509AuthorityInformationAccessExtension access => facts with { HasRevocationPointer = facts.HasRevocationPointer || access.EnumerateOcspUris().Any() },
        { Oid.Value: "2.5.29.31" } => facts with { HasRevocationPointer = true },
        { Oid.Value: MustStapleExtension } => facts with { MustStaple = true },
        _ => facts,
    };

    private static bool Allows(X509EnhancedKeyUsageExtension usages, string purpose) =>
        usages.EnhancedKeyUsages.Cast<Oid>().Any(usage => usage.Value == purpose || usage.Value == AnyUsage);
}
