using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.TestKit;
using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Tests.Pki;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly CertificateAuthority _root;
    private readonly CertificateAuthority _issuing;

    public CertificateAuthorityTests()
    {
        _root = CertificateAuthority.CreateRoot("Test root", _time);
        _issuing = _root.CreateIssuing("Test issuing");
    }

    [Theory]
    [InlineData(LeafKey.EcdsaP256)]
    [InlineData(LeafKey.EcdsaP384)]
    [InlineData(LeafKey.Rsa2048)]
    public void Issue_Leaf_ChainsToTheRootForServersAndClients(LeafKey key)
    {
        using var leaf = _issuing.Issue(new LeafRequest("PACS1") { Key = key, Names = ["pacs.example", "192.0.2.7"] });

        Assert.True(leaf.HasPrivateKey);
        Assert.Empty(Faults(leaf, "1.3.6.1.5.5.7.3.1"));
        Assert.Empty(Faults(leaf, "1.3.6.1.5.5.7.3.2"));
        Assert.True(leaf.MatchesHostname("pacs.example"));
        Assert.True(leaf.MatchesHostname("192.0.2.7"));
        Assert.False(leaf.MatchesHostname("other.example"));
    }

    [Fact]
    public void Issue_Expired_IsRefusedForItsTimeOnly()
    {
        using var leaf = _issuing.Issue(new LeafRequest("PACS1") { NotBefore = TimeSpan.FromDays(-20), NotAfter = TimeSpan.FromDays(-1) });

        Assert.Equal([X509ChainStatusFlags.NotTimeValid], Faults(leaf, "1.3.6.1.5.5.7.3.1"));
    }

    [Fact]
    public void Issue_NotYetValid_IsRefusedForItsTimeOnly()
    {
        using var leaf = _issuing.Issue(new LeafRequest("PACS1") { NotBefore = TimeSpan.FromDays(2) });

        Assert.Equal([X509ChainStatusFlags.NotTimeValid], Faults(leaf, "1.3.6.1.5.5.7.3.1"));
    }

    [Fact]
    public void Issue_ServerUsageOnly_IsRefusedForClients()
    {
        using var leaf = _issuing.Issue(new LeafRequest("PACS1") { Usage = LeafUsage.Server });

        Assert.Empty(Faults(leaf, "1.3.6.1.5.5.7.3.1"));
        Assert.Equal([X509ChainStatusFlags.NotValidForUsage], Faults(leaf, "1.3.6.1.5.5.7.3.2"));
    }

    [Fact]
    public void Issue_OtherAuthority_IsNotTrusted()
    {
        using var other = CertificateAuthority.CreateRoot("Other root", _time);
        using var leaf = other.Issue(new LeafRequest("PACS1"));

        Assert.Contains(Faults(leaf, "1.3.6.1.5.5.7.3.1"), static fault => fault is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot);
    }

    [Theory]
    [InlineData(LeafKey.EcdsaP384, "1.2.840.10045.4.1")]
    [InlineData(LeafKey.Rsa2048, "1.2.840.113549.1.1.5")]
    public void Issue_Sha1_IsSignedWithIt(LeafKey rootKey, string algorithm)
    {
        using var root = CertificateAuthority.CreateRoot("Old root", _time, rootKey);
        using var leaf = root.Issue(new LeafRequest("PACS1") { SignatureHash = HashAlgorithmName.SHA1 });

        Assert.Equal(algorithm, leaf.SignatureAlgorithm.Value);
    }

    [Fact]
    public void Issue_Rsa1024_HasAShortKey()
    {
        using var leaf = _issuing.Issue(new LeafRequest("PACS1") { Key = LeafKey.Rsa1024 });
        using var key = leaf.GetRSAPublicKey();

        Assert.Equal(1024, key!.KeySize);
    }

    [Fact]
    public void Issue_LongerThanTheAuthority_IsACallersMistake() =>
        Assert.Throws<ArgumentException>(() => _issuing.Issue(new LeafRequest("PACS1") { NotAfter = TimeSpan.FromDays(3651) }));

    [Fact]
    public void CreateSelfSigned_Leaf_IsItsOwnIssuerAndNoAuthority()
    {
        using var leaf = CertificateAuthority.CreateSelfSigned(new LeafRequest("PACS1"), _time);

        Assert.Equal(leaf.SubjectName.RawData, leaf.IssuerName.RawData);
        Assert.False(leaf.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public void CreateIssuing_Authority_IssuesLeavesOnly()
    {
        var constraints = _issuing.Certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single();

        Assert.True(constraints.CertificateAuthority);
        Assert.Equal((true, 0), (constraints.HasPathLengthConstraint, constraints.PathLengthConstraint));
    }

    [Fact]
    public void CreateRevocationList_AfterAnother_NamesItsSerialNumberAndWhatWasRevokedBefore()
    {
        using var leaf = _issuing.Issue(new LeafRequest("PACS1"));

        var first = _issuing.CreateRevocationList(null, [new byte[] { 9 }], _time.GetUtcNow().AddDays(30));
        var list = _issuing.CreateRevocationList(first, [leaf.SerialNumberBytes], _time.GetUtcNow().AddDays(30));

        var builder = CertificateRevocationListBuilder.LoadPem(list, out var number);
        Assert.Equal(2, number);
        Assert.True(builder.RemoveEntry([9]));
        Assert.True(builder.RemoveEntry(leaf.SerialNumberBytes.Span));
        Assert.False(builder.RemoveEntry([1, 2, 3]));
    }

    public void Dispose()
    {
        _issuing.Dispose();
        _root.Dispose();
    }

    private X509ChainStatusFlags[] Faults(X509Certificate2 leaf, string usage)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_root.Certificate);
        chain.ChainPolicy.ExtraStore.Add(_issuing.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));
        chain.Build(leaf);
        return [.. chain.ChainStatus.Select(static status => status.Status)];
    }
}
