using Leadglass.TestKit;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;
using Leadglass.Tls.Tests.Support;

namespace Leadglass.Tls.Tests.Messages;

public sealed class ClientHelloTests
{
    [Fact]
    public void Read_OpenSsl_HasWhatItSent()
    {
        var hello = Read(Captured.OpenSslClientHello);

        Assert.Equal(TlsVersion.Tls12, hello.LegacyVersion);
        Assert.Equal([TlsVersion.Tls13, TlsVersion.Tls12, TlsVersion.Tls11, TlsVersion.Tls10], hello.Versions);
        Assert.Equal(32, hello.SessionId.Length);
        Assert.Equal(31, hello.Suites.Count);
        Assert.Equal([0x1302, 0x00FF], [hello.Suites[0], hello.Suites[^1]]);
        Assert.Equal([0], hello.Compressions.ToArray());
        Assert.Equal("archive.example", ExtensionReader.ReadServerName(hello.Find(ExtensionType.ServerName)!));
        Assert.Equal(
            [
                NamedGroup.X25519, NamedGroup.Secp256r1, NamedGroup.X448, NamedGroup.Secp521r1, NamedGroup.Secp384r1,
                NamedGroup.Ffdhe2048, NamedGroup.Ffdhe3072, NamedGroup.Ffdhe4096, NamedGroup.Ffdhe6144, NamedGroup.Ffdhe8192,
            ],
            ExtensionReader.ReadGroups(hello.Find(ExtensionType.SupportedGroups)!));
        Assert.Equal([0, 1, 2], ExtensionReader.ReadShortVector(hello.Find(ExtensionType.EcPointFormats)!)!.Value.ToArray());
        Assert.Equal(SignatureScheme.EcdsaSecp256r1Sha256, ExtensionReader.ReadSchemes(hello.Find(ExtensionType.SignatureAlgorithms)!)![0]);
        var share = Assert.Single(ExtensionReader.ReadClientShares(hello.Find(ExtensionType.KeyShare)!)!);
        Assert.Equal((NamedGroup.X25519, 32), (share.Group, share.Key.Length));
        Assert.NotNull(hello.Find(ExtensionType.ExtendedMasterSecret));
        Assert.NotNull(hello.Find(ExtensionType.EncryptThenMac));
        Assert.Null(hello.Find(ExtensionType.RenegotiationInfo));
    }

    [Fact]
    public void Read_OpenSslWithoutTls13_OffersItsLegacyVersionAndDicom()
    {
        var hello = Read(Captured.OpenSslTls12ClientHello);

        Assert.Equal([TlsVersion.Tls12], hello.Versions);
        Assert.True(hello.SessionId.IsEmpty);
        Assert.Equal(["dicom"], ExtensionReader.ReadProtocols(hello.Find(ExtensionType.ApplicationLayerProtocolNegotiation)!));
        Assert.Null(hello.Find(ExtensionType.ServerName));
    }

    [Fact]
    public void Read_GnuTls_HasTwoKeysAndAsksForOcsp()
    {
        var hello = Read(Captured.GnuTlsClientHello);

        Assert.Equal(
            [(NamedGroup.Secp256r1, 65), (NamedGroup.X25519, 32)],
            ExtensionReader.ReadClientShares(hello.Find(ExtensionType.KeyShare)!)!.Select(static share => (share.Group, share.Key.Length)));
        Assert.Equal((byte)1, ExtensionReader.ReadNumber(hello.Find(ExtensionType.StatusRequest)!));
        Assert.Equal([0, 1], ExtensionReader.ReadShortVector(hello.Find(ExtensionType.PskKeyExchangeModes)!)!.Value.ToArray());
        Assert.Equal([], ExtensionReader.ReadShortVector(hello.Find(ExtensionType.RenegotiationInfo)!)!.Value.ToArray());
    }

    [Fact]
    public void Read_Dcmtk_OffersNoX25519()
    {
        var hello = Read(Captured.DcmtkClientHello);

        Assert.Equal([0x1302, 0x1303, 0x1301, 0xC02F, 0x009E, 0xC030, 0x009F, 0x00FF], hello.Suites.Select(static suite => (int)suite));
        Assert.DoesNotContain(NamedGroup.X25519, ExtensionReader.ReadGroups(hello.Find(ExtensionType.SupportedGroups)!)!);
        Assert.Equal([TlsVersion.Tls13, TlsVersion.Tls12], hello.Versions);
    }

    [Fact]
    public void Read_HelloThatEndsBeforeItsExtensions_HasNone()
    {
        var hello = Assert.IsType<ClientHello>(ReadMessage(
            """
            01 000029                                                        # ClientHello, 41 bytes
            0300                                                             # SSL 3.0
            000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F # random
            00                                                               # no session
            0002 000A                                                        # one suite
            01 00                                                            # no compression
            """).Message);

        Assert.Null(hello.Extensions);
        Assert.Null(hello.Find(ExtensionType.ServerName));
    }

    [Fact]
    public void Read_OddNumberOfBytesInSuites_IsOpaqueAndReported()
    {
        var result = ReadMessage("01 00002A 0303 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00  0003 000A00  01 00");

        Assert.IsType<OpaqueHandshake>(result.Message);
        Assert.Equal(46, result.Consumed);
        Assert.Equal("ClientHello", Assert.Single(result.Anomalies).Field);
    }

    [Fact]
    public void Read_ExtensionPastTheEndOfItsBlock_IsOpaqueAndReported()
    {
        var result = ReadMessage("01 00002F 0303 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00  0002 000A  01 00  0004 0017 0001");

        Assert.IsType<OpaqueHandshake>(result.Message);
        Assert.Single(result.Anomalies);
    }

    [Fact]
    public void Read_SameExtensionTwice_IsReadAndReported()
    {
        var result = ReadMessage("01 000033 0303 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00  0002 000A  01 00  0008 0017 0000 0017 0000");

        Assert.Equal(2, Assert.IsType<ClientHello>(result.Message).Extensions!.Count);
        Assert.Equal("extensions", Assert.Single(result.Anomalies).Field);
    }

    [Fact]
    public void Read_MessageOfSixteenMegabytes_IsMalformedBeforeItIsWaitedFor()
    {
        var result = ReadMessage("01 FFFFFF 0303");

        Assert.Equal(ReadStatus.Malformed, result.Status);
        Assert.Equal(0, result.Consumed);
    }

    [Fact]
    public void Read_MessageThatIsNotThereAsAWhole_IsTruncated() => Assert.All(
        Enumerable.Range(TlsRecord.HeaderSize, Captured.OpenSslClientHello.Length - TlsRecord.HeaderSize),
        static end => Assert.Equal(
            ReadStatus.Truncated,
            HandshakeReader.Read(Captured.OpenSslClientHello.AsMemory(TlsRecord.HeaderSize..end), HandshakeContext.Initial).Status));

    private static ClientHello Read(byte[] record)
    {
        var result = HandshakeReader.Read(RecordReader.Read(record).Record!.Fragment, HandshakeContext.Initial);
        Assert.Empty(result.Anomalies);
        return Assert.IsType<ClientHello>(result.Message);
    }

    private static HandshakeReadResult ReadMessage(string hex) => HandshakeReader.Read(Hex.Parse(hex), HandshakeContext.Initial);
}
