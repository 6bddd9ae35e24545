using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Pki;

/// <summary>Client certificates that no server should take, from an authority that was made a moment ago and is thrown away after.</summary>
internal sealed class ClientImpostors : IDisposable
{
    private const string Subject = "Leadglass impostor";

    private ClientImpostors(IReadOnlyList<(ClientCertificateKind, X509Certificate2)> certificates)
    {
        Certificates = certificates;
    }

    public IReadOnlyList<(ClientCertificateKind Kind, X509Certificate2 Certificate)> Certificates { get; }

    public static ClientImpostors Create(TimeProvider time)
    {
        using var authority = CertificateAuthority.CreateRoot("Leadglass throw-away root", time);
        var client = new LeafRequest(Subject) { Usage = LeafUsage.Client };
        var server = client with { Usage = LeafUsage.Server };
        var expired = client with { NotBefore = TimeSpan.FromDays(-20), NotAfter = TimeSpan.FromDays(-1) };
        return new ClientImpostors(
        [
            (ClientCertificateKind.SelfSigned, CertificateAuthority.CreateSelfSigned(client, time)),
            (ClientCertificateKind.Expired, authority.Issue(expired)),
            (ClientCertificateKind.OtherAuthority, authority.Issue(client)),
            (ClientCertificateKind.ServerUsageOnly, authority.Issue(server)),
        ]);
    }

    public void Dispose()
    {
        foreach (var (_, certificate) in Certificates)
            certificate.Dispose();
    }
}
