using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Authority;

namespace Leadglass.Tls.Client;

/// <summary>The certificate for each step, right in everything but one thing, made when it is needed.</summary>
internal sealed class PresentedCertificates(LabAuthority authority, IReadOnlyList<string> names, TimeProvider time) : IDisposable
{
    // RFC 6761 §6.4: a name that no host has.
    private const string AnotherHost = "another-host.invalid";

    private readonly List<X509Certificate2> _made = [];

    public SslStreamCertificateContext For(ClientStep step)
    {
        var now = time.GetUtcNow();
        var good = new CertificateOrder
        {
            Name = "Leadglass recorder",
            Key = KeyAlgorithm.Rsa2048,
            DnsNames = [.. names.Where(static name => !IPAddress.TryParse(name, out _))],
            Addresses = [.. names.Where(static name => IPAddress.TryParse(name, out _)).Select(IPAddress.Parse)],
            NotBefore = now.AddHours(-1),
            NotAfter = now.AddDays(30),
        };
        if (step == ClientStep.UnknownAuthority)
        {
            using var unknown = CertificationAuthority.CreateRoot("Leadglass unknown authority", now.AddDays(-1), now.AddDays(31));
            return Present(unknown.Issue(good), chain: []);
        }

        var order = step switch
        {
            ClientStep.Expired => good with { NotBefore = now.AddDays(-30), NotAfter = now.AddDays(-1) },
            ClientStep.NotYetValid => good with { NotBefore = now.AddDays(2) },
            ClientStep.WrongName => good with { DnsNames = [AnotherHost], Addresses = [] },
            ClientStep.WrongUsage => good with { Purpose = CertificatePurpose.Client },
            ClientStep.ShortKey => good with { Key = KeyAlgorithm.Rsa1024 },
            ClientStep.Sha1 => good with { SignedWithSha1 = true },
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
