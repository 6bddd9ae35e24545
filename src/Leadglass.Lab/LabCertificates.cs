using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Pki;

namespace Leadglass.Lab;

/// <summary>The certificates of the practice hospital, from an authority that is made when it first opens and forgotten when the program ends.</summary>
internal sealed class LabCertificates
{
    private static readonly Lazy<LabCertificates> Made = new(static () => new());

    // A system's name is the name under which a check of the hospital asks for it.
    private static readonly string[] Here = ["localhost", "127.0.0.1", "secure", "mutual", "expired", "downgrade", "obsolete"];

    private readonly CertificateAuthority _authority = CertificateAuthority.CreateRoot("Practice hospital", TimeProvider.System);

    private LabCertificates()
    {
        Good = Issue("SECURE", static leaf => leaf);
        Expired = Issue("EXPIRED", static leaf => leaf with { NotBefore = TimeSpan.FromDays(-20), NotAfter = TimeSpan.FromDays(-1) });
        Misnamed = Issue("MISNAMED", static leaf => leaf with { Names = ["archive.other-hospital.example"] });
        Obsolete = Issue("OBSOLETE", static leaf => leaf with { Key = LeafKey.Rsa1024, SignatureHash = HashAlgorithmName.SHA1 });
        Client = _authority.Issue(new LeafRequest("MODALITY") { Usage = LeafUsage.Client });
    }

    /// <summary>Those of every hospital of this process: making RSA keys takes a while.</summary>
    public static LabCertificates Shared => Made.Value;

    /// <summary>The authority, as those know it who trust it.</summary>
    public X509Certificate2 Authority => _authority.Certificate;

    /// <summary>Nothing is wrong with it.</summary>
    public X509Certificate2 Good { get; }

    /// <summary>It was valid until yesterday.</summary>
    public X509Certificate2 Expired { get; }

    /// <summary>It is for a host elsewhere.</summary>
    public X509Certificate2 Misnamed { get; }

    /// <summary>An RSA key of 1024 bits, signed with SHA-1.</summary>
    public X509Certificate2 Obsolete { get; }

    /// <summary>The certificate of a client that servers of the hospital let in.</summary>
    public X509Certificate2 Client { get; }

    /// <summary>With RSA keys: beside the curve of an ECDSA key nobody can ask a server for others, and its verdict would stay open.</summary>
    private X509Certificate2 Issue(string subject, Func<LeafRequest, LeafRequest> change) => _authority.Issue(change(new LeafRequest(subject) { Names = Here, Key = LeafKey.Rsa2048 }));
}
