using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Tls.Authority;

/// <summary>A root, which everybody trusts, and below it the authority that issues, so that the root can be put away.</summary>
/// <param name="Root">What everybody trusts.</param>
/// <param name="Issuing">What signs end entities.</param>
public sealed record LabAuthority(CertificationAuthority Root, CertificationAuthority Issuing) : IDisposable
{
    /// <summary>How long authorities are valid where nothing that they issue needs more.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    /// <summary>Makes both.</summary>
    /// <param name="name">How both are called, before the words that tell them apart.</param>
    /// <param name="notBefore">When they begin to be valid.</param>
    /// <param name="leafLifetime">How long what they issue shall be valid; they are valid for ten years, and at least as long.</param>
    public static LabAuthority Create(string name, DateTimeOffset notBefore, TimeSpan leafLifetime)
    {
        var notAfter = notBefore + (leafLifetime > Lifetime ? leafLifetime : Lifetime);
        var root = CertificationAuthority.CreateRoot($"{name} root", notBefore, notAfter);
        return new LabAuthority(root, root.CreateIssuing($"{name} issuing", notBefore, notAfter));
    }

    /// <summary>Takes up the authority in a folder that <see cref="PkiFolder"/> wrote.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">A file is not what its name says.</exception>
    public static LabAuthority Load(string folder)
    {
        return new LabAuthority(Read("root"), Read("issuing"));

        CertificationAuthority Read(string name) => CertificationAuthority.Load(
            File.ReadAllText(Path.Combine(folder, PkiLayout.AuthorityCertificate(name))),
            File.ReadAllText(Path.Combine(folder, PkiLayout.AuthorityKey(name))));
    }

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
