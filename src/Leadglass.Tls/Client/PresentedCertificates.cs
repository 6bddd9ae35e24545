using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Authority;
using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Client;

/// <summary>The certificate for each step, right in everything but one thing, made when it is needed.</summary>
internal sealed class PresentedCertificates(LabAuthority authority, IReadOnlyList<string> names, TimeProvider time) : IDisposable
{
    // RFC 6761 §6.4: a name that no host has.
    private const string AnotherHost = "another-host.invalid";

    private readonly List<X509Certificate2> _made = [];

    public SslStreamCertificateContext For(ClientStep step)
    {
        var good = new LeafRequest("Leadglass recorder") { Key = LeafKey.Rsa2048, Usage = LeafUsage.Server, Names = names, NotAfter = TimeSpan.FromDays(30) };
        if (step == ClientStep.UnknownAuthority)
        {
            using var unknown = CertificateAuthority.CreateRoot("Leadglass unknown authority", time);
            return Present(unknown.Issue(good), chain: []);
        }

        var order = step switch
        {
            ClientStep.Expired => good with { NotBefore = TimeSpan.FromDays(-30), NotAfter = TimeSpan.FromDays(-1) },
            ClientStep.NotYetValid => good with { NotBefore = TimeSpan.FromDays(2) },
            ClientStep.WrongName => good with { Names = [AnotherHost] },
            ClientStep.WrongUsage => good with { Usage = LeafUsage.Client },
            ClientStep.ShortKey => good with { Key = LeafKey.Rsa1024 },
            ClientStep.Sha1 => good with { SignatureHash = HashAlgorithmName.SHA1 },
            ClientStep.Revoked => good with { SerialNumber = authority.RevokedExample },
            _ => good,
        };
        return Present(authority.Issuing.Issue(order), step == ClientStep.IncompleteChain ? [] : [authority.Issuing.Certificate]);
    }

    public void Dispose()
    {
        foreach (var certificate in _made)
            certificate.Dispose();
    }

    private SslStreamCertificateContext Present(X509Certificate2 leaf, X509Certificate2Collection chain)
    {
        _made.Add(leaf);
        return SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }
}
