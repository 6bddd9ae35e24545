using Leadglass.TestKit;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;
using Leadglass.Tls.Tests.Support;

namespace Leadglass.Tls.Tests.Messages;

/// <summary>What servers answer, read by the follower of a connection.</summary>
public sealed class ServerFlightTests
{
    [Fact]
    public void Read_EcdheFlight_HasEveryMessage()
    {
        var messages = ReadAll(Captured.EcdheFlight);

        var hello = Assert.IsType<ServerHello>(messages[0]);
        Assert.Equal((TlsVersion.Tls12, 0xC02B, 0), (hello.Version, hello.Suite, hello.Compression));
        Assert.Equal(TlsVersion.Tls12, hello.DowngradeMark);
        Assert.False(hello.IsHelloRetryRequest);
        Assert.NotNull(hello.Find(ExtensionType.ExtendedMasterSecret));

        Assert.Equal(Captured.Certificate, Assert.Single(Assert.IsType<CertificateMessage>(messages[1]).Certificates).ToArray());

        var exchange = Assert.IsType<EllipticCurveKeyExchange>(messages[2]);
        Assert.Equal((NamedGroup.Secp256r1, SignatureScheme.EcdsaSecp256r1Sha256), (exchange.Group, exchange.Scheme));
        Assert.Equal((65, 72), (exchange.Point.Length, exchange.Signature!.Value.Length));

        var request = Assert.IsType<CertificateRequest>(messages[3]);
        Assert.Equal([1, 2, 64], request.Types.ToArray());
        Assert.Equal(23, request.Signatures!.Count);
        Assert.Equal(Hex.Parse("300C310A300806035504030C0161"), Assert.Single(request.Authorities).ToArray());

        Assert.IsType<ServerHelloDone>(messages[4]);
        Assert.Equal(5, messages.Count);
    }

    [Fact]
    public void Read_AnonymousFlight_HasThePrimeAndNoSignature()
    {
        var exchange = ReadAll(Captured.AnonymousFlight).OfType<FiniteFieldKeyExchange>().Single();

        Assert.Equal(1024, exchange.PrimeBits);
        Assert.Equal([2], exchange.Generator.ToArray());
        Assert.Null(exchange.Signature);
        Assert.Null(exchange.Scheme);
    }

    [Fact]
    public void Read_KeyExchangeBeforeTls12_HasASignatureWithoutAScheme()
    {
        var context = new HandshakeContext(TlsVersion.Tls10, CipherSuites.Of(0xC009));

        var result = HandshakeReader.Read(Hex.Parse("0C 00000B  03 0017 02 0405  0003 AABBCC"), context);

        var exchange = Assert.IsType<EllipticCurveKeyExchange>(result.Message);
        Assert.Null(exchange.Scheme);
        Assert.Equal([0xAA, 0xBB, 0xCC], exchange.Signature!.Value.ToArray());
    }

    [Fact]
    public void Read_RequestBeforeTls12_HasNoSchemes()
    {
        var context = new HandshakeContext(TlsVersion.Tls10, CipherSuites.Of(0xC009));

        var request = Assert.IsType<CertificateRequest>(HandshakeReader.Read(Hex.Parse("0D 000006  03 010240  0000"), context).Message);

        Assert.Null(request.Signatures);
        Assert.Empty(request.Authorities);
    }

    [Fact]
    public void Read_RetryRequest_NamesSuiteAndGroupInTheClear()
    {
        var hello = ReadAll(Captured.RetryFlight).OfType<ServerHello>().Single();

        Assert.True(hello.IsHelloRetryRequest);
        Assert.Equal((TlsVersion.Tls13, 0x1301), (hello.Version, hello.Suite));
        var share = ExtensionReader.ReadServerShare(hello.Find(ExtensionType.KeyShare)!)!;
        Assert.Equal((NamedGroup.Secp256r1, true), (share.Group, share.Key.IsEmpty));
    }

    [Fact]
    public void Read_Alert_SaysWhy()
    {
        var alert = Assert.IsType<Alert>(Assert.Single(ReadAll(Captured.AlertFlight)));

        Assert.Equal((AlertDescription.HandshakeFailure, true), (alert.Description, alert.IsFatal));
    }

    [Fact]
    public void Read_WarningBeforeTheHello_IsNotFatal()
    {
        var messages = ReadAll([.. Hex.Parse("15 0303 0002 01 70"), .. Captured.EcdheFlight]); // unrecognized_name

        Assert.False(Assert.IsType<Alert>(messages[0]).IsFatal);
        Assert.IsType<ServerHello>(messages[1]);
    }

    [Fact]
    public void Read_StapledResponseAndTicket_AreRead()
    {
        var context = new HandshakeContext(TlsVersion.Tls12, CipherSuites.Of(0xC02F));

        var status = Assert.IsType<CertificateStatus>(HandshakeReader.Read(Hex.Parse("16 000007  01 000003 AABBCC"), context).Message);
        var ticket = Assert.IsType<NewSessionTicket>(HandshakeReader.Read(Hex.Parse("04 000008  00001C20 0002 1234"), context).Message);

        Assert.Equal((1, 3), (status.StatusType, status.Response.Length));
        Assert.Equal((7200u, 2), (ticket.LifetimeHint, ticket.Ticket.Length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Read_InPiecesOfAnySize_GivesTheSameMessages(int size)
    {
        var reader = new MessageReader();
        var messages = new List<TlsMessage>();
        foreach (var piece in Captured.EcdheFlight.Chunk(size))
        {
            reader.Feed(piece);
            while (reader.TryRead(out var message))
                messages.Add(message);
        }

        Assert.Equal(ReadAll(Captured.EcdheFlight).Select(static message => message.GetType()), messages.Select(static message => message.GetType()));
        Assert.Empty(reader.Anomalies);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    public void Read_MessagesSplitOverRecords_AreJoined(int fragment)
    {
        var messages = ReadAll(Refragmented(Captured.EcdheFlight, fragment));

        Assert.Equal(
            ["ServerHello", "CertificateMessage", "EllipticCurveKeyExchange", "CertificateRequest", "ServerHelloDone"],
            messages.Select(static message => message.GetType().Name));
    }

    [Fact]
    public void Read_AllMessagesInOneRecord_AreTakenApart() => Assert.Equal(5, ReadAll(Refragmented(Captured.EcdheFlight, 16000)).Count);

    [Fact]
    public void Read_AnythingAfterTheServerHelloOfTls13_IsOpaque()
    {
        var hello = Hex.Parse(
            """
            16 0303 0032  02 00002E
            0303 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00
            1301 00
            0006 002B 0002 0304
            """);
        var messages = ReadAll([.. hello, .. Hex.Parse("17 0303 0003 AABBCC  15 0303 0002 02 28")]);

        Assert.IsType<ServerHello>(messages[0]);
        Assert.All(messages.Skip(1), static message => Assert.IsType<OpaqueRecord>(message));
        Assert.Equal(3, messages.Count);
    }

    [Fact]
    public void Read_SecondHelloOfAClientAfterChangeCipherSpec_IsRead()
    {
        var messages = ReadAll([.. Captured.OpenSslClientHello, .. Hex.Parse("14 0303 0001 01"), .. Captured.OpenSslClientHello]);

        Assert.Equal(["ClientHello", "OpaqueRecord", "ClientHello"], messages.Select(static message => message.GetType().Name));
    }

    [Fact]
    public void Read_RecordsAfterTheKeyOfAClientOfTls12_AreOpaque()
    {
        var messages = ReadAll([.. Captured.OpenSslClientHello, .. Hex.Parse("16 0303 0006 10 000002 AABB  14 0303 0001 01  16 0303 0004 AABBCCDD")]);

        Assert.Equal(["ClientHello", "OpaqueHandshake", "OpaqueRecord", "OpaqueRecord"], messages.Select(static message => message.GetType().Name));
    }

    [Theory]
    [InlineData("48 54 54 50 2F 31 2E 31", "HTTP")]
    [InlineData("07 00 0000 0004 00000000", "A-ABORT of DICOM")]
    [InlineData("16 01 00", "a record of version 1")]
    [InlineData("16 0303 FFFF", "a record longer than any may be")]
    [InlineData("80 FF 09", "neither SSL 2.0 nor TLS")]
    public void Read_WhatIsNoTls_BreaksAtOnce(string hex, string what)
    {
        var reader = new MessageReader();

        reader.Feed(Hex.Parse(hex));

        Assert.True(reader.IsBroken, what);
        Assert.Single(reader.Anomalies);
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void Feed_EndlessEmptyRecords_BreaksAfterABoundedNumber()
    {
        var reader = new MessageReader();
        var records = Enumerable.Repeat(Hex.Parse("16 0303 0000"), 1000).SelectMany(static record => record).ToArray();

        for (var i = 0; i < 100 && !reader.IsBroken; i++)
            reader.Feed(records);

        Assert.True(reader.IsBroken);
        Assert.InRange(reader.Anomalies.Count, 1, 100);
    }

    [Fact]
    public void Feed_HugeCertificateWithoutEnd_BreaksAtTheBound()
    {
        var reader = new MessageReader();
        reader.Feed(Hex.Parse("16 0303 0004  0B 03FFFF"));
        var record = new byte[5 + 16384];
        Hex.Parse("16 0303 4000").CopyTo(record, 0);

        var fed = 0;
        for (; fed < 1000 && !reader.IsBroken; fed++)
            reader.Feed(record);

        Assert.True(reader.IsBroken);
        Assert.InRange(fed * record.Length, 0, MessageReader.MostBytes + record.Length);
    }

    private static List<TlsMessage> ReadAll(byte[] bytes)
    {
        var reader = new MessageReader();
        reader.Feed(bytes);
        var messages = new List<TlsMessage>();
        while (reader.TryRead(out var message))
            messages.Add(message);
        Assert.False(reader.IsBroken);
        return messages;
    }

    private static byte[] Refragmented(byte[] flight, int size)
    {
        var content = new List<byte>();
        for (var rest = flight.AsMemory(); !rest.IsEmpty;)
        {
            var result = RecordReader.Read(rest);
            content.AddRange(result.Record!.Fragment.ToArray());
            rest = rest[result.Consumed..];
        }
        return [.. content.Chunk(size).SelectMany(static piece => HandshakeWriter.ToBytes(new TlsRecord(ContentType.Handshake, TlsVersion.Tls12, piece)))];
    }
}
