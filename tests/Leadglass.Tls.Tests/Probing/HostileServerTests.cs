using Leadglass.TestKit;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;
using Leadglass.Tls.Registry;
using Leadglass.Tls.Tests.Support;

namespace Leadglass.Tls.Tests.Probing;

/// <summary>Servers that lie, stall and flood: the examination ends, and says what it does not know.</summary>
public sealed class HostileServerTests
{
    public static TheoryData<string> Kinds => [.. Hostile.Keys];

    private static readonly Dictionary<string, Reply> Hostile = new()
    {
        ["closes"] = Reply.Close,
        ["resets"] = Reply.Reset,
        ["stays silent"] = Reply.Silence,
        ["truncated hello, then closes"] = new Reply(Captured.EcdheFlight[..40]),
        ["truncated hello, then silence"] = new Reply(Captured.EcdheFlight[..40]) { IsSilent = true },
        ["record that lies about its length"] = new Reply(Hex.Parse("16 0303 4000 02 000046")) { IsSilent = true },
        ["message that lies about its length"] = new Reply(Hex.Parse("16 0303 0004 02 FFFFFF")) { IsSilent = true },
        ["full records without end"] = new Reply([.. Hex.Parse("16 0303 4000"), .. new byte[0x4000]]) { IsEndless = true },
        ["a certificate without end"] = new Reply([.. Hex.Parse("16 0303 4000  0B 03FFFF"), .. new byte[0x4000 - 4]]) { IsEndless = true },
        ["empty records without end"] = new Reply(Hex.Parse("16 0303 0000")) { IsEndless = true },
        ["warnings without end"] = new Reply(Hex.Parse("15 0303 0002 01 70")) { IsEndless = true },
        ["hello requests without end"] = new Reply(Hex.Parse("16 0303 0004 00 000000")) { IsEndless = true },
        ["random bytes"] = new Reply(Bytes()) { IsSilent = true },
        ["a web server"] = new Reply("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()),
        ["an association abort"] = new Reply(Hex.Parse("07 00 00000004 00 00 02 00")),
        ["half an SSL 2.0 hello"] = new Reply(Hex.Parse("FF FF 04 00 01")) { IsSilent = true },
        ["one byte a second"] = new Reply(Captured.EcdheFlight) { PieceSize = 1, PausePerPiece = TimeSpan.FromSeconds(1) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Examine_HostileServer_EndsAndKnowsNothingForCertain(string kind)
    {
        var server = new MemoryServer(_ => Hostile[kind]) { AnswerSsl2 = _ => Hostile[kind] };

        var seen = await ExamineAsync(server);

        Assert.DoesNotContain(seen.Versions, static version => version.Support == VersionSupport.Offered);
        Assert.Empty(seen.ClientAttempts);
        Assert.InRange(seen.Anomalies.Count, 0, 100);
        Assert.InRange(server.Connections, 1, 20);
    }

    [Fact]
    public async Task Examine_SilentServer_IsGivenUpAfterThreeSilences()
    {
        var server = new MemoryServer(static _ => Reply.Silence);

        var seen = await ExamineAsync(server);

        Assert.Equal(3, server.Connections);
        Assert.True(seen.CutShort);
        Assert.Equal(VersionSupport.NotKnown, seen[TlsVersion.Ssl2].Support);
    }

    [Fact]
    public async Task Examine_ServerThatDropsOldVersionsWithoutAWord_IsAskedOn()
    {
        var server = new MemoryServer(static hello => hello.Versions.Contains(TlsVersion.Tls12)
            ? hello.Suites.Contains((ushort)0x002F) ? Reply.Choose(TlsVersion.Tls12, 0x002F) : Reply.Alert(AlertDescription.HandshakeFailure)
            : Reply.Silence)
        {
            AnswerSsl2 = static _ => Reply.Silence,
        };

        var seen = await ExamineAsync(server);

        Assert.False(seen.CutShort);
        Assert.Equal(VersionSupport.NoAnswer, seen[TlsVersion.Tls10].Support);
        Assert.Equal(Answer.NotKnown, seen[TlsVersion.Tls10].Offers(0x002F));
        Assert.Equal(Answer.No, seen[TlsVersion.Tls12].Offers(0x0035));
    }

    [Fact]
    public async Task Examine_ServerThatSendsOneByteAtATime_IsHeardToTheEnd()
    {
        var flight = new Reply(Captured.EcdheFlight) { PieceSize = 1 };
        var server = new MemoryServer(hello => hello.Suites.Contains((ushort)0xC02B) ? flight : Reply.Alert(AlertDescription.HandshakeFailure));

        var seen = await ExamineAsync(server);

        Assert.Equal(Answer.Yes, seen[TlsVersion.Tls12].Offers(0xC02B));
        Assert.NotNull(seen.CertificateRequest);
    }

    [Fact]
    public async Task Examine_ServerThatStallsAfterItsHello_IsStillHeard()
    {
        var hello = Captured.EcdheFlight[..70];
        var server = new MemoryServer(client => client.Suites.Contains((ushort)0xC02B) ? new Reply(hello) { IsSilent = true } : Reply.Alert(AlertDescription.HandshakeFailure));

        var seen = await ExamineAsync(server);

        Assert.Equal(VersionSupport.Offered, seen[TlsVersion.Tls12].Support);
        Assert.Equal(Answer.Yes, seen[TlsVersion.Tls12].Offers(0xC02B));
    }

    [Fact]
    public async Task Examine_ServerThatTakesEverything_IsAskedForEachThingOnce()
    {
        var server = new MemoryServer(static hello => Reply.Choose(hello.Versions[0], hello.Suites[0]));

        var seen = await ExamineAsync(server);

        Assert.Equal(CipherSuites.For(TlsVersion.Tls12).Count, seen[TlsVersion.Tls12].Suites.Count);
        Assert.Empty(seen[TlsVersion.Tls12].NotAsked);
        Assert.InRange(server.Connections, 1, 5 * CipherSuites.All.Count);
    }

    [Fact]
    public void Examine_FlightsThatAreNearlyRight_EndWithoutAnException() => Property.Check(
        ArbitraryBytes.Near(Captured.EcdheFlight, Captured.AnonymousFlight, Captured.RetryFlight),
        static flight =>
        {
            var server = new MemoryServer(_ => new Reply(flight) { IsSilent = true }) { Budget = 60 };
            var seen = ExamineAsync(server).GetAwaiter().GetResult();
            Assert.InRange(seen.Connections, 1, 60);
            Assert.InRange(seen.Anomalies.Count, 0, 100);
        },
        count: 100);

    [Fact]
    public async Task Examine_CertificateThatIsNone_IsKeptAsItIs()
    {
        var server = new MemoryServer(static hello => hello.Versions.Contains(TlsVersion.Tls12)
            ? Reply.Flight(Reply.Hello(TlsVersion.Tls12, hello.Suites[0]), new CertificateMessage([new byte[] { 0x30, 0x80 }, ReadOnlyMemory<byte>.Empty]), new ServerHelloDone())
            : Reply.Close);

        var seen = await ExamineAsync(server);

        var certificate = Assert.Single(seen.Certificates);
        Assert.Equal(PublicKeyKind.Unknown, certificate.Key);
        Assert.Equal(2, certificate.Chain.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(30)]
    public async Task Examine_Cancelled_EndsAtOnceAndKeepsWhatWasSeen(int connections)
    {
        using var cancelled = new CancellationTokenSource();
        var server = new MemoryServer(static hello => hello.Versions.Contains(TlsVersion.Tls12)
            ? Reply.Flight(Reply.Hello(TlsVersion.Tls12, hello.Suites[0]), new CertificateMessage([new byte[] { 0x30, 0x80 }]), new ServerHelloDone())
            : Reply.Alert(AlertDescription.ProtocolVersion));
        var opened = 0;

        var seen = await ServerProbe.ExamineAsync(ConnectAsync, new ServerProbeOptions { Time = server.Time, Timeout = MemoryServer.Patience }, cancelled.Token);

        Assert.Equal(connections, opened);
        Assert.True(seen.CutShort);
        // Who was not heard out may speak TLS for all that is known.
        Assert.Equal(connections == 1 ? Answer.NotKnown : Answer.Yes, seen.SpeaksTls);
        Assert.Equal(connections == 1 ? VersionSupport.NotKnown : VersionSupport.Offered, seen[TlsVersion.Tls12].Support);

        async ValueTask<Stream?> ConnectAsync(CancellationToken token)
        {
            if (++opened == connections)
                await cancelled.CancelAsync();
            token.ThrowIfCancellationRequested();
            return await server.ConnectAsync(token);
        }
    }

    private static byte[] Bytes()
    {
        var bytes = new byte[4096];
        new Random(20260301).NextBytes(bytes);
        return bytes;
    }

    private static Task<ServerObservation> ExamineAsync(MemoryServer server) => ServerProbe.ExamineAsync(
        server.ConnectAsync,
        new ServerProbeOptions { Time = server.Time, Timeout = MemoryServer.Patience, Random = new Random(1) },
        TestContext.Current.CancellationToken);
}
