using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.TestKit;
using Leadglass.Tls.Authority;
using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Tests.Authority;

/// <summary>What <c>leadglass tls pki revoke</c> does to the lists, read by OpenSSL where verdicts are asked for.</summary>
public sealed class PkiRevocationTests(LabPkiTests.Made made) : IClassFixture<LabPkiTests.Made>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact("openssl")]
    public async Task Revoke_File_IsRefusedByOpenSslAndNothingElseIs()
    {
        using var folder = made.Write();

        var (_, files) = PkiRevocation.Revoke(folder.Path, folder.File("CT1/client-rsa.crt"), made.Time);

        Assert.Equal([Path.Combine("CT1", "client-rsa.crt")], files);
        Assert.Contains("certificate revoked", await VerifyAsync(folder, "CT1/client-rsa.crt"), StringComparison.Ordinal);
        Assert.DoesNotContain("error", await VerifyAsync(folder, "CT1/client-ecdsa.crt"), StringComparison.Ordinal);
    }

    [RealPeerFact("openssl")]
    public async Task Revoke_OneAfterTheOther_KeepsBothOut()
    {
        using var folder = made.Write();

        PkiRevocation.Revoke(folder.Path, folder.File("CT1/client-rsa.crt"), made.Time);
        PkiRevocation.Revoke(folder.Path, folder.File("CT1/peer-rsa.crt"), made.Time);

        Assert.Contains("certificate revoked", await VerifyAsync(folder, "CT1/client-rsa.crt"), StringComparison.Ordinal);
        Assert.Contains("certificate revoked", await VerifyAsync(folder, "CT1/peer-rsa.crt"), StringComparison.Ordinal);
    }

    [Fact]
    public void Revoke_SerialNumberAsOpenSslPrintsIt_IsOnTheListEvenWithoutTheRootsKeyAndTheFile()
    {
        using var folder = made.Write();
        using var certificate = made.Certificate("CT1/client-rsa.crt");
        File.Delete(folder.File("authority/root.key"));
        File.Delete(folder.File("CT1/client-rsa.crt"));
        var printed = string.Join(':', Convert.ToHexStringLower(certificate.SerialNumberBytes.Span).Chunk(2).Select(static pair => new string(pair)));

        var (serial, files) = PkiRevocation.Revoke(folder.Path, printed, made.Time);

        Assert.Equal(certificate.SerialNumber, serial);
        Assert.Empty(files);
        Assert.True(new PkiLists(File.ReadAllText(folder.File("ca.crl"))).Has(certificate.SerialNumberBytes.Span));
    }

    [Theory]
    [InlineData("not-hexadecimal")]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("00112233445566778899aabbccddeeff00112233445566")]
    public void Revoke_NeitherFileNorSerialNumber_ChangesNothing(string which)
    {
        using var folder = made.Write();
        var before = File.ReadAllText(folder.File("ca.crl"));

        Assert.Throws<FormatException>(() => PkiRevocation.Revoke(folder.Path, which, made.Time));

        Assert.Equal(before, File.ReadAllText(folder.File("ca.crl")));
    }

    [Fact]
    public void Revoke_CertificateOfAnAuthorityWithTheSameName_IsRefused()
    {
        using var folder = made.Write();
        using var other = CertificateAuthority.CreateRoot("Leadglass lab issuing", made.Time);
        using var leaf = other.Issue(new LeafRequest("CT1"));

        var refusal = Assert.Throws<FormatException>(() => PkiRevocation.Revoke(folder.Path, folder.Write("other.crt", leaf.ExportCertificatePem()), made.Time));

        Assert.Contains("was not issued by the authority of this folder", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Revoke_ListThatIsNone_SaysSo()
    {
        using var folder = made.Write();
        folder.Write("ca.crl", "");

        Assert.Throws<CryptographicException>(() => PkiRevocation.Revoke(folder.Path, "1234", made.Time));
    }

    private async Task<string> VerifyAsync(TemporaryFolder folder, string certificate) => (await ExternalProgram.RunAsync("openssl",
        ["verify", "-attime", $"{made.Time.GetUtcNow().ToUnixTimeSeconds()}", "-crl_check_all", "-CRLfile", folder.File("ca.crl"), "-CAfile", folder.File("ca.crt"), folder.File(certificate)],
        Cancellation)).AllOutput;
}
