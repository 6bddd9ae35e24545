using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Authority.Configurations;
using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority;

/// <summary>
/// Makes everything that a lab or a migration needs to turn on TLS: an authority, certificates for each AE in every usage and key,
/// lists of revoked ones, and the configuration of common programs.
/// </summary>
public static class LabPki
{
    private const string PasswordCharacters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int PasswordLength = 24;

    /// <summary>The clocks of devices are often behind: what is made today is valid since yesterday.</summary>
    private static readonly TimeSpan Backdating = TimeSpan.FromDays(1);

    /// <summary>Makes the files.</summary>
    /// <param name="order">What they shall hold.</param>
    /// <param name="folder">The whole path at which they will be: configurations name it.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException"><see cref="PkiOrder.Validate"/> objects.</exception>
    public static IReadOnlyList<PkiFile> Make(PkiOrder order, string folder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Validate() is [var error, ..])
            throw new ArgumentException(error, nameof(order));

        ArgumentNullException.ThrowIfNull(time);
        var lifetime = TimeSpan.FromDays(order.Days);
        var notAfter = time.GetUtcNow() + lifetime;
        using var authority = LabAuthority.Create(order.Name, time);
        var password = RandomNumberGenerator.GetString(PasswordCharacters, PasswordLength);
        var files = new List<PkiFile>
        {
            PkiFile.OfText(PkiLayout.Trusted, authority.TrustedPem),
            PkiFile.OfText(PkiLayout.Revoked, authority.Root.CreateRevocationList(null, [], notAfter) + authority.Issuing.CreateRevocationList(null, [authority.RevokedExample], notAfter)),
            PkiFile.OfText(PkiLayout.AuthorityCertificate("root"), LabAuthority.Pem(authority.Root.Certificate)),
            PkiFile.OfText(PkiLayout.AuthorityKey("root"), KeyPem(authority.Root.Certificate), isSecret: true),
            PkiFile.OfText(PkiLayout.AuthorityCertificate("issuing"), LabAuthority.Pem(authority.Issuing.Certificate)),
            PkiFile.OfText(PkiLayout.AuthorityKey("issuing"), KeyPem(authority.Issuing.Certificate), isSecret: true),
            PkiFile.OfText(PkiLayout.Password, password + "\n", isSecret: true),
        };
        foreach (var title in order.AETitles)
        {
            foreach (var usage in PkiLayout.Usages)
            {
                foreach (var key in PkiLayout.Keys)
                {
                    using var leaf = authority.Issuing.Issue(new LeafRequest(title)
                    {
                        Key = key,
                        Usage = usage,
                        Names = usage == LeafUsage.Client ? [] : order.Hosts,
                        // Signatures only: whoever encrypts to the key gives forward secrecy away.
                        TakesKeyTransport = false,
                        NotBefore = -Backdating,
                        NotAfter = lifetime,
                    });
                    files.Add(PkiFile.OfText(PkiLayout.Certificate(title, usage, key), authority.ChainPem(leaf)));
                    files.Add(PkiFile.OfText(PkiLayout.Key(title, usage, key), KeyPem(leaf), isSecret: true));
                    files.Add(new PkiFile(PkiLayout.Pfx(title, usage, key), Pfx(leaf, authority, password), IsSecret: true));
                }
            }
        }

        var site = new PkiSite(folder, order, password);
        files.AddRange(DcmtkConfiguration.Files(site));
        files.AddRange(OrthancConfiguration.Files(site));
        files.AddRange(Dcm4cheeConfiguration.Files(site));
        files.AddRange(StunnelConfiguration.Files(site));
        files.AddRange(HAProxyConfiguration.Files(site));
        files.AddRange(NginxConfiguration.Files(site));
        files.Add(PkiFile.OfText(PkiLayout.Readme, PkiReadme.Text(site, notAfter)));
        return files;
    }

    private static string KeyPem(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    private static byte[] Pfx(X509Certificate2 leaf, LabAuthority authority, string password)
    {
        using var issuing = X509CertificateLoader.LoadCertificate(authority.Issuing.Certificate.RawData);
        using var root = X509CertificateLoader.LoadCertificate(authority.Root.Certificate.RawData);
        return new X509Certificate2Collection { leaf, issuing, root }.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password);
    }
}
