using System.Net;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Tests.Wire;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.Probing;

public sealed class PortProbeTests
{
    // What OpenSSL sends to a client that does not speak TLS: an alert, unexpected_message (RFC 8446 §6.2).
    private static readonly byte[] Alert = Hex.Parse("15 03 03 00 02 02 0A");

    [Theory]
    [InlineData(104, 0x01)]
    [InlineData(11112, 0x01)]
    [InlineData(4242, 0x01)]
    [InlineData(2762, 0x16)]
    [InlineData(443, 0x16)]
    [InlineData(8443, 0x16)]
    [InlineData(80, (byte)'H')]
    [InlineData(8042, (byte)'H')]
    [InlineData(8080, (byte)'H')]
    public async Task FirstWord_IsTheLikeliestOfThePort(int port, byte first)
    {
        await using var peer = ScriptedPeer.Listen(s => s.Expect(1).Close());
        using var line = new TargetLine(IPAddress.Loopback, new Detour(peer), new Pace(1, TimeSpan.Zero, 60, Check.Ample), TimeProvider.System);
        var seen = await new PortProbe(line, null, new Check().Options).ExamineAsync(port, TestContext.Current.CancellationToken);

        Assert.Equal(ServiceKind.ClosedUnheard, seen.Service);
        Assert.Equal(port, seen.Port);
        var words = peer.Connections.Select(c => c.ReceivedBytes()[0]).ToList();
        Assert.Equal(first, words[0]);
        Assert.Equal([(byte)0x01, (byte)0x16, (byte)'H'], words.Order());
    }

    [Fact]
    public async Task Tls_WithAWebServerInside_IsHttps()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Expect(6).Send(Alert).Close(),
            s => s.StartTls().StaySilent(),
            s => s.StartTls().ExpectPdu(1).SendText("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n").Close(),
            s => s.StartTls().Http(200, extra: "Server: Inside\r\nConnection: close\r\n").Close(),
            s => s.StartTls().Http(404, extra: "Connection: close\r\n").Close());
        var port = await new Check().RunAsync(peer);

        Assert.Equal(ServiceKind.Https, port.Service);
        Assert.Equal("Inside", port.Web!.Server);
        Assert.Contains(port.TlsVersion, (string[])["TLS 1.3", "TLS 1.2"]);
        Assert.Equal(1, peer.MaximumSimultaneousConnections);
    }

    [Fact]
    public async Task Tls_WithSomethingElseInside_IsTlsAndNoMore()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Expect(6).Send(Alert).Close(), s => s.StartTls().StaySilent(), s => s.StartTls().Expect(1).Close());
        var port = await new Check().RunAsync(peer);

        Assert.Equal((ServiceKind.Tls, null), (port.Service, port.Web));
        Assert.NotNull(port.TlsVersion);
    }

    [Fact]
    public async Task Tls_ThatRefusesTheHandshake_IsTlsAllTheSame()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Expect(6).Send(Alert).Close(), s => s.Expect(6).Send(Hex.Parse("15 03 03 00 02 02 28")).Close());    // handshake_failure
        var port = await new Check().RunAsync(peer);

        Assert.Equal((ServiceKind.Tls, null), (port.Service, port.TlsVersion));
    }

    [Fact]
    public async Task Tls_AnsweredByAlmostTls_NeverEndsInAnException()
    {
        var hello = Hex.Parse("16 03 03 00 2A 02 00 00 26 03 03 " + string.Concat(Enumerable.Repeat("5A ", 32)) + "00 13 01 00");
        var samples = new List<byte[]>();
        Property.Check(ArbitraryBytes.Near(hello), bytes => samples.Add(bytes), count: 100);
        foreach (var bytes in samples.Where(b => b is [0x16, 0x03, ..]))
        {
            await using var peer = ScriptedPeer.Listen(s => s.Expect(6).Send(Alert).Close(), s => s.Expect(6).Send(bytes).Close());
            Assert.Null((await new Check().RunAsync(peer)).TlsVersion);
        }
    }

    [Fact]
    public async Task Http_InAnswerToDicom_IsAskedInHttp()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.ExpectPdu(1).SendText("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n").Close(),
            s => s.Http(404, extra: "Connection: close\r\n").Close());
        var port = await new Check().RunAsync(peer);

        Assert.Equal((ServiceKind.Http, 404), (port.Service, port.Web!.RootStatus));
    }

    [Fact]
    public async Task Http_ThatAsksForTls_IsTls()
    {
        // nginx: "The plain HTTP request was sent to HTTPS port".
        await using var peer = ScriptedPeer.Listen(
            s => s.ExpectPdu(1).SendText("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n").Close(),
            s => s.Http(400, extra: "Connection: close\r\n").Close(),
            s => s.StartTls().StaySilent(),
            s => s.StartTls().ExpectPdu(1).SendText("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n").Close(),
            s => s.StartTls().Http(404, extra: "Connection: close\r\n").Close());

        Assert.Equal(ServiceKind.Https, (await new Check().RunAsync(peer)).Service);
    }

    [Fact]
    public async Task Http_ThatAnswers400ToEverything_IsHttp()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Expect(1).SendText("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").Close());

        Assert.Equal((ServiceKind.Http, 400), (await new Check().RunAsync(peer)) is var port ? (port.Service, port.Web?.RootStatus) : default);
    }

    [Fact]
    public async Task Silence_IsBrokenByThreeWordsAndGivenUp()
    {
        await using var peer = ScriptedPeer.Listen(s => s.StaySilent());
        var check = new Check().Within(Check.Short);

        Assert.Equal(ServiceKind.Silent, (await check.RunAsync(peer)).Service);
        Assert.Equal(3, check.Dialer.Taps.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unheard_SaysHowItWasClosed(bool reset)
    {
        await using var peer = ScriptedPeer.Listen(s => _ = reset ? s.Expect(1).Reset() : s.HalfClose().StaySilent());
        var port = await new Check().RunAsync(peer);

        Assert.Equal((ServiceKind.ClosedUnheard, reset), (port.Service, port.WasReset));
    }

    [Fact]
    public async Task Refused_IsClosed() => Assert.Equal(ServiceKind.Closed, Assert.Single((await new Check().RunAsync(LoopbackPorts.FindFree(1))).Ports).Service);

    [Theory]
    [InlineData(DialOutcome.Refused, ServiceKind.Closed)]
    [InlineData(DialOutcome.Reset, ServiceKind.ClosedUnheard)]
    [InlineData(DialOutcome.TimedOut, ServiceKind.NoAnswer)]
    [InlineData(DialOutcome.Unreachable, ServiceKind.Unreachable)]
    [InlineData(DialOutcome.LocalFailure, ServiceKind.NotExamined)]
    public async Task Connect_ThatFailed_IsWhatItWas(DialOutcome outcome, ServiceKind expected)
    {
        using var line = new TargetLine(IPAddress.Loopback, new ScriptedDialer(_ => outcome), Pace.Fast, TimeProvider.System);

        foreach (var port in (int[])[104, 443, 80])
            Assert.Equal(expected, (await new PortProbe(line, null, new Check().Options).ExamineAsync(port, TestContext.Current.CancellationToken)).Service);
    }

    [Fact]
    public async Task PortThatClosesAfterTheFirstWord_IsNotCalledClosed()
    {
        // A filter that drops whoever was rude once: open, closed unheard, then refused.
        var outcomes = new Queue<DialOutcome>([DialOutcome.Reset, DialOutcome.Refused, DialOutcome.Refused]);
        using var line = new TargetLine(IPAddress.Loopback, new ScriptedDialer(_ => outcomes.Dequeue()), Pace.Fast, TimeProvider.System);

        Assert.Equal(ServiceKind.ClosedUnheard, (await new PortProbe(line, null, new Check().Options).ExamineAsync(104, TestContext.Current.CancellationToken)).Service);
    }

    /// <summary>Leads every connection to one peer, whatever its port.</summary>
}
