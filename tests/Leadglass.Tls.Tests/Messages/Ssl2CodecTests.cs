using Leadglass.TestKit;
using Leadglass.Tls.Messages;

namespace Leadglass.Tls.Tests.Messages;

public sealed class Ssl2CodecTests
{
    private const string ClientHello =
        """
        80 1F                                # record of 31 bytes
        01 0002                              # CLIENT-HELLO, SSL 2.0
        0006 0000 0010                       # lengths: suites, session, challenge
        010080 0700C0                        # RC4-128-MD5, 3DES-MD5
        000102030405060708090A0B0C0D0E0F     # challenge
        """;

    private const string ServerHello =
        """
        80 21                                # record of 33 bytes
        04 00 01 0002                        # SERVER-HELLO, no session hit, X.509, SSL 2.0
        0003 0003 0010                       # lengths: certificate, suites, connection id
        AABBCC                               # certificate
        020080                               # EXP-RC4-MD5
        000102030405060708090A0B0C0D0E0F     # connection id
        """;

    [Fact]
    public void Read_ClientHello_HasItsSuites()
    {
        var hello = Assert.IsType<Ssl2ClientHello>(Read(ClientHello));

        Assert.Equal(TlsVersion.Ssl2, hello.Version);
        Assert.Equal([0x010080, 0x0700C0], hello.Suites);
        Assert.Equal(16, hello.Challenge.Length);
    }

    [Fact]
    public void Read_ServerHello_HasCertificateAndSuites()
    {
        var hello = Assert.IsType<Ssl2ServerHello>(Read(ServerHello));

        Assert.Equal([0xAA, 0xBB, 0xCC], hello.Certificate.ToArray());
        Assert.Equal([0x020080], hello.Suites);
    }

    [Fact]
    public void Read_Error_HasItsCode() => Assert.Equal(new Ssl2Error(1), Read("80 03 00 0001"));

    [Theory]
    [InlineData(ClientHello)]
    [InlineData(ServerHello)]
    [InlineData("80 03 00 0001")]
    public void ToBytes_WhatWasRead_IsIdentical(string hex) => Assert.Equal(Hex.Parse(hex), Ssl2Codec.ToBytes(Read(hex)));

    [Theory]
    [InlineData("80 1F 01 0002 0007 0000 0010 010080 0700C0 00 000102030405060708090A0B0C0D0E")]
    [InlineData("80 0B 01 0002 0006 0000 0010 0100")]
    public void Read_LengthsThatLie_IsMalformed(string hex) => Assert.Equal(ReadStatus.Malformed, Ssl2Codec.Read(Hex.Parse(hex), out _, out _));

    [Fact]
    public void Read_RecordThatIsNotThereAsAWhole_IsTruncated() => Assert.All(
        Enumerable.Range(0, Hex.Parse(ServerHello).Length),
        static length => Assert.Equal(ReadStatus.Truncated, Ssl2Codec.Read(Hex.Parse(ServerHello).AsMemory(0, length), out _, out _)));

    [Fact]
    public void Feed_ServerHello_IsTaken()
    {
        var reader = new MessageReader();

        reader.Feed(Hex.Parse(ServerHello));

        Assert.True(reader.TryRead(out var message));
        Assert.IsType<Ssl2ServerHello>(message);
    }

    private static TlsMessage Read(string hex)
    {
        var bytes = Hex.Parse(hex);
        Assert.Equal(ReadStatus.Complete, Ssl2Codec.Read(bytes, out var message, out var consumed));
        Assert.Equal(bytes.Length, consumed);
        return message!;
    }
}
