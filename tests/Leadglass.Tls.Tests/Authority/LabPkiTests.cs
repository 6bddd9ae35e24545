using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Leadglass.TestKit;
using Leadglass.Tls.Authority;
using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Tests.Authority;

/// <summary>The files of a lab PKI, read by the platform, by OpenSSL and by Java.</summary>
public sealed class LabPkiTests(LabPkiTests.Made made) : IClassFixture<LabPkiTests.Made>
{
    private static readonly DateTimeOffset Now = new ManualTime().GetUtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("server", true, false)]
    [InlineData("client", false, true)]
    [InlineData("peer", true, true)]
    public void Make_EachPurpose_HasItsExtendedKeyUsageAndNoOther(string purpose, bool serves, bool calls)
    {
        foreach (var key in new[] { "rsa", "ecdsa" })
        {
            using var certificate = made.Certificate($"CT1/{purpose}-{key}.crt");
            var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(static oid => oid.Value).ToList();
            Assert.Equal(serves, usages.Contains("1.3.6.1.5.5.7.3.1"));     // RFC 5280 §4.2.1.12: id-kp-serverAuth
            Assert.Equal(calls, usages.Contains("1.3.6.1.5.5.7.3.2"));      // id-kp-clientAuth
            Assert.Equal(serves, certificate.MatchesHostname("pacs.example.org") && certificate.MatchesHostname("10.1.2.3"));
        }
    }

    [Fact]
    public void Make_Keys_AreRsaOf3072BitsAndP256()
    {
        using var rsa = made.Certificate("ARCHIVE/server-rsa.crt");
        using var ecdsa = made.Certificate("ARCHIVE/server-ecdsa.crt");

        Assert.Equal(3072, rsa.GetRSAPublicKey()!.KeySize);
        Assert.Equal("1.2.840.10045.3.1.7", ecdsa.GetECDsaPublicKey()!.ExportParameters(false).Curve.Oid.Value);    // RFC 5480 §2.1.1.1: secp256r1
    }

    [Fact]
    public void Make_ChainOfEveryCertificate_LeadsToTheRootForAllOfItsTime()
    {
        var chains = made.Files.Where(static file => file.Path.EndsWith(".crt", StringComparison.Ordinal) && !file.Path.StartsWith("authority", StringComparison.Ordinal) && file.Path != "ca.crt").ToList();
        Assert.Equal(12, chains.Count);
        foreach (var file in chains)
        {
            var sent = new X509Certificate2Collection();
            sent.ImportFromPem(Encoding.UTF8.GetString(file.Content.Span));
            foreach (var day in new[] { 0, 29 })
            {
                using var chain = new X509Chain();
                chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.Add(made.Certificate("authority/root.crt"));
                chain.ChainPolicy.ExtraStore.AddRange(sent);
                chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
                chain.ChainPolicy.VerificationTime = Now.AddDays(day).UtcDateTime;
                Assert.True(chain.Build(sent[0]), $"{file.Path}: {string.Join(", ", chain.ChainStatus.Select(static status => status.StatusInformation))}");
            }
        }
    }

    [RealPeerFact("openssl")]
    public async Task Make_CertificatesAndRevocationLists_PassOpenSsl()
    {
        using var folder = made.Write();
        foreach (var purpose in new[] { "server", "client" })
        {
            var result = await ExternalProgram.RunAsync("openssl",
                [
                    "verify", "-x509_strict", "-purpose", $"ssl{purpose}", "-attime", $"{Now.ToUnixTimeSeconds()}", "-crl_check_all",
                    "-CRLfile", folder.File("ca.crl"), "-CAfile", folder.File("ca.crt"), folder.File($"ARCHIVE/{purpose}-rsa.crt"), folder.File($"ARCHIVE/{purpose}-ecdsa.crt"),
                ], Cancellation);
            Assert.True(result.ExitCode == 0, result.AllOutput);
        }
    }

    [RealPeerFact("keytool")]
    public async Task Make_KeyStoreAndTrustStore_OpenInJava()
    {
        using var folder = made.Write();
        var password = made.Text("pfx-password.txt").Trim();

        var key = await ExternalProgram.RunAsync("keytool",
            ["-list", "-keystore", folder.File("ARCHIVE/peer-rsa.pfx"), "-storetype", "PKCS12", "-storepass", password], Cancellation);
        Assert.Contains("PrivateKeyEntry", key.AllOutput, StringComparison.Ordinal);

        var script = await ExternalProgram.RunAsync("sh", [folder.File("configuration/dcm4chee-arc-truststore.sh")], Cancellation);
        Assert.True(script.ExitCode == 0, script.AllOutput);
        var trusted = await ExternalProgram.RunAsync("keytool",
            ["-list", "-keystore", folder.File("configuration/dcm4chee-arc-trust.p12"), "-storetype", "PKCS12", "-storepass", password], Cancellation);
        Assert.Equal(2, trusted.AllOutput.Split("trustedCertEntry").Length - 1);
    }

    [Fact]
    public void Make_WhatHoldsAKeyOrAPassword_IsSecretAndNothingElse()
    {
        var password = made.Text("pfx-password.txt").Trim();
        Assert.All(made.Files, file =>
        {
            var text = Encoding.Latin1.GetString(file.Content.Span);
            Assert.Equal(
                text.Contains("PRIVATE KEY", StringComparison.Ordinal) || text.Contains(password, StringComparison.Ordinal) || file.Path.EndsWith(".pfx", StringComparison.Ordinal),
                file.IsSecret);
        });
    }

    [Fact]
    public void WriteNew_Secrets_CanBeReadByTheirOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no file modes.");
            return;
        }

        using var folder = made.Write();
        foreach (var file in made.Files)
        {
            var others = File.GetUnixFileMode(folder.File(file.Path)) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            Assert.True(file.IsSecret == (others == UnixFileMode.None), file.Path);
        }
    }

    [Fact]
    public void WriteNew_FolderThatHoldsSomething_WritesNothingAndSaysWhatToDo()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.txt", "precious");

        var refusal = Assert.Throws<IOException>(() => PkiFolder.WriteNew(folder.Path, made.Files));

        Assert.Contains("name a folder that does not exist yet", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void WriteNew_InterruptedHalfWay_LeavesNothing()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<IOException>(() => PkiFolder.WriteNew(folder.File("pki"), made.Files.Select((file, index) => index < 9 ? file : throw new IOException("No space left on device"))));

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void WriteNew_FolderThatIsThereAndEmpty_IsFilled()
    {
        using var folder = new TemporaryFolder();

        PkiFolder.WriteNew(folder.Folder("pki") + Path.DirectorySeparatorChar, made.Files);

        Assert.True(File.Exists(folder.File("pki/authority/root.key")));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Load_FolderThatWasWritten_IssuesWhatTheSameRootAnswersFor()
    {
        using var folder = made.Write();
        using var authority = LabAuthority.Load(folder.Path, made.Time);
        using var leaf = authority.Issuing.Issue(new LeafRequest("late") { NotAfter = TimeSpan.FromDays(1) });

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(made.Certificate("authority/root.crt"));
        chain.ChainPolicy.ExtraStore.Add(authority.Issuing.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Now.AddHours(1).UtcDateTime;
        Assert.True(chain.Build(leaf));
    }

    [Fact]
    public void Validate_EverythingWrong_SaysAllOfItAtOnce()
    {
        var errors = new PkiOrder { Name = "", Hosts = ["*.example.org", "a b"], AETitles = ["A/B", "CT1", "ct1"], Days = 0 }.Validate();

        Assert.Equal(6, errors.Count);
    }

    [Theory]
    [InlineData("fe80::1%$(id)")]       // .NET takes whatever follows the percent sign of an IPv6 address, and scripts name the host
    [InlineData("::1%`id`")]
    [InlineData("::1%1\nexec = /bin/sh")]
    [InlineData("[::1]:80")]
    [InlineData("1")]                   // 0.0.0.1 to .NET
    [InlineData("0x7f.1")]
    [InlineData("-oProxyCommand.example")]
    public void Validate_HostThatIsMoreThanANameOrAnAddress_IsRefused(string host) =>
        Assert.Contains("is neither a DNS name nor an IP address", Assert.Single(new PkiOrder { Hosts = [host] }.Validate()), StringComparison.Ordinal);

    [Theory]
    [InlineData("::1")]
    [InlineData("2001:DB8:0:0::10")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("10.1.2.3")]
    [InlineData("pacs_1.example.org")]
    public void Validate_HostThatIsANameOrAnAddress_IsTaken(string host) => Assert.Empty(new PkiOrder { Hosts = [host] }.Validate());

    [Theory]
    [InlineData("AUTHORITY")]
    [InlineData("Configuration")]
    public void Validate_AETitleThatNamesAnotherFolderWhereCaseDoesNotCount_IsRefused(string title) =>
        Assert.Contains("has another use", Assert.Single(new PkiOrder { AETitles = [title] }.Validate()), StringComparison.Ordinal);

    /// <summary>Made once: six RSA keys take a second or two.</summary>
    public sealed class Made
    {
        private readonly PkiOrder _order = new() { Hosts = ["pacs.example.org", "10.1.2.3"], AETitles = ["ARCHIVE", "CT1"], Days = 30 };

        public Made()
        {
            Files = LabPki.Make(_order, "/etc/leadglass", Time);
        }

        public ManualTime Time { get; } = new();

        public IReadOnlyList<PkiFile> Files { get; }

        public string Text(string path) => Encoding.UTF8.GetString(Files.Single(file => file.Path == path).Content.Span);

        public X509Certificate2 Certificate(string path) => X509Certificate2.CreateFromPem(Text(path));

        /// <summary>Writes the files to a folder, with its path in place of the one they were made for.</summary>
        public TemporaryFolder Write()
        {
            var folder = new TemporaryFolder();
            PkiFolder.WriteNew(folder.Path, Files.Select(file => file.Path.StartsWith("configuration/", StringComparison.Ordinal)
                ? file with { Content = Encoding.UTF8.GetBytes(Text(file.Path).Replace("/etc/leadglass", folder.Path, StringComparison.Ordinal)) }
                : file));
            return folder;
        }
    }
}
