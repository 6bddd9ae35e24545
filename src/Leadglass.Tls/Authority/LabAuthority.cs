using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority;

/// <summary>A root, which everybody trusts, and below it the authority that issues, so that the root can be put away.</summary>
/// <param name="Root">What everybody trusts.</param>
/// <param name="Issuing">What signs end entities.</param>
public sealed record LabAuthority(CertificateAuthority Root, CertificateAuthority Issuing) : IDisposable
{
    private const int SerialBytes = 16;

    /// <summary>Makes both, with RSA keys, which devices of any age know; valid for ten years.</summary>
    /// <param name="name">How both are called, before the words that tell them apart.</param>
    /// <param name="time">The clock.</param>
    public static LabAuthority Create(string name, TimeProvider time)
    {
        var root = CertificateAuthority.CreateRoot($"{name} root", time, LeafKey.Rsa3072);
        return new LabAuthority(root, root.CreateIssuing($"{name} issuing", LeafKey.Rsa3072));
    }

    /// <summary>Takes up the authority in a folder that <see cref="PkiFolder"/> wrote.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">A file is not what its name says.</exception>
    public static LabAuthority Load(string folder, TimeProvider time)
    {
        var authority = new LabAuthority(Read(folder, "root", time), Read(folder, "issuing", time));
        var lists = File.ReadAllText(Path.Combine(folder, PkiLayout.Revoked));
        return authority with { ListsRevokedExample = new PkiLists(lists).Has(authority.RevokedExample) };
    }

    /// <summary>The serial number of a certificate that is revoked from the first day, so that it can be tried who looks at lists.</summary>
    internal byte[] RevokedExample
    {
        get
        {
            var serial = SHA256.HashData(Issuing.Certificate.RawData)[..SerialBytes];
            serial[0] = (byte)(serial[0] & 0x7F | 0x40);    // RFC 5280 §4.1.2.2: positive, and no leading zeros to lose
            return serial;
        }
    }

    /// <summary>The folder's list of revoked certificates names <see cref="RevokedExample"/>: whoever has the list can know.</summary>
    internal bool ListsRevokedExample { get; init; }

    /// <summary>Takes up one of the two.</summary>
    internal static CertificateAuthority Read(string folder, string name, TimeProvider time) => CertificateAuthority.Load(
        File.ReadAllText(Path.Combine(folder, PkiLayout.AuthorityCertificate(name))),
        File.ReadAllText(Path.Combine(folder, PkiLayout.AuthorityKey(name))), time);

    /// <summary>Both certificates in PEM, the root first: what programs are told to trust, and what old programs need to send whole chains.</summary>
    public string TrustedPem => Pem(Root.Certificate) + Pem(Issuing.Certificate);

    /// <summary>A certificate of an end entity in PEM, followed by that of the issuing authority: what is sent to the other side. Source: RFC 8446 §4.4.2.</summary>
    /// <param name="leaf">What <see cref="Issuing"/> issued.</param>
    public string ChainPem(X509Certificate2 leaf) => Pem(leaf) + Pem(Issuing.Certificate);

    /// <summary>Forgets both keys.</summary>
    public void Dispose()
    {
        Root.Dispose();
        Issuing.Dispose();
    }

    internal static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";
}
