using Leadglass.Tls.Client;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Client;

public sealed class BrokenHelloTests
{
    private const ushort EcdheRsaAes128Gcm = 0xC02F;

    /// <summary>A client of TLS 1.2 and 1.3 as libraries are set up today.</summary>
    private static readonly ClientHello Modern = new()
    {
        LegacyVersion = TlsVersion.Tls12,
        Suites = [0x1301, EcdheRsaAes128Gcm, 0x00FF],
        Compressions = new byte[] { 0 },
        Extensions = [ExtensionWriter.Versions([TlsVersion.Tls13, TlsVersion.Tls12]), ExtensionWriter.Empty(ExtensionType.ExtendedMasterSecret)],
    };

    [Fact]
    public void For_Tls10_ChoosesThatVersionAndNothingElseThatIsWrong()
    {
        var hello = BrokenHello.For(ClientStep.Tls10, Modern)!;

        Assert.Equal(TlsVersion.Tls10, hello.Version);
        Assert.Equal(EcdheRsaAes128Gcm, hello.Suite);
        Assert.NotNull(hello.Find(ExtensionType.RenegotiationInfo));
    }

    [Fact]
    public void For_UnofferedSuite_ChoosesOneThatIsNotInTheHello()
    {
        var hello = BrokenHello.For(ClientStep.UnofferedSuite, Modern)!;

        Assert.DoesNotContain(hello.Suite, Modern.Suites);
        Assert.Equal(TlsVersion.Tls12, hello.Version);
    }

    [Fact]
    public void For_NoRenegotiationInfo_LeavesItOutAndKeepsTheRest()
    {
        var hello = BrokenHello.For(ClientStep.NoRenegotiationInfo, Modern)!;

        Assert.Null(hello.Find(ExtensionType.RenegotiationInfo));
        Assert.NotNull(hello.Find(ExtensionType.ExtendedMasterSecret));
        Assert.Null(hello.DowngradeMark);
    }

    [Fact]
    public void For_Compression_ChoosesDeflate() => Assert.Equal(1, BrokenHello.For(ClientStep.Compression, Modern)!.Compression);    // RFC 3749 §2

    [Fact]
    public void For_DowngradeMark_EndsItsRandomAsRfc8446Says()
    {
        var hello = BrokenHello.For(ClientStep.DowngradeMark, Modern)!;

        // RFC 8446 §4.1.3: 44 4F 57 4E 47 52 44 01 for a server of TLS 1.3 that negotiates TLS 1.2
        Assert.Equal("444F574E47524401", Convert.ToHexString(hello.Random.Span[24..]));
        Assert.Equal(TlsVersion.Tls12, hello.Version);
    }

    [Theory]
    [InlineData(ClientStep.UnofferedSuite)]
    [InlineData(ClientStep.Compression)]
    public void For_ClientOfTls13Only_IsRightInEverythingButOneThing(ClientStep step)
    {
        var client = Modern with
        {
            SessionId = new byte[] { 1, 2, 3 },
            Extensions = [ExtensionWriter.Versions([TlsVersion.Tls13]), ExtensionWriter.ClientShares([new KeyShare(NamedGroup.X25519, new byte[32])])],
        };

        var hello = BrokenHello.For(step, client)!;

        Assert.Equal(TlsVersion.Tls13, hello.Version);
        Assert.Equal(client.SessionId.ToArray(), hello.SessionId.ToArray());
        Assert.Equal(NamedGroup.X25519, ExtensionReader.ReadServerShare(hello.Find(ExtensionType.KeyShare)!)!.Group);
        Assert.Equal(step == ClientStep.UnofferedSuite, !client.Suites.Contains((ushort)hello.Suite));
        Assert.Equal(step == ClientStep.Compression ? 1 : 0, hello.Compression);
    }

    [Theory]
    [InlineData(ClientStep.NoRenegotiationInfo)]
    [InlineData(ClientStep.DowngradeMark)]
    public void For_ClientOfTls13Only_PassesOverWhatTls12Means(ClientStep step)
    {
        var hello = Modern with { Extensions = [ExtensionWriter.Versions([TlsVersion.Tls13])] };

        Assert.Null(BrokenHello.For(step, hello));
    }

    [Fact]
    public void For_ClientWithoutTls13_PassesOverTheDowngradeMark() =>
        Assert.Null(BrokenHello.For(ClientStep.DowngradeMark, Modern with { Extensions = null }));

    [Fact]
    public void For_ClientThatOffersCompression_PassesOverCompression() =>
        Assert.Null(BrokenHello.For(ClientStep.Compression, Modern with { Compressions = new byte[] { 1, 0 } }));
}
