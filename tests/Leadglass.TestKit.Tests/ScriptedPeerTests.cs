using System.Net.Sockets;

namespace Leadglass.TestKit.Tests;

public sealed class ScriptedPeerTests
{
    private const string ReleaseRequest = "05 00 00000004 00000000";
    private const string ReleaseResponse = "06 00 00000004 00000000";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Listen_ClientFollowsTheScript_RecordsBytesAndOrderlyEnd()
    {
        await using var peer = ScriptedPeer.Listen(c => c.ExpectPdu(type: 5).Send(ReleaseResponse).ExpectClose());
        await ScriptedClient.PlayAsync(peer.EndPoint, c => c.Send(ReleaseRequest).Expect(ReleaseResponse).Close(), Cancellation);

        var connection = Assert.Single(await peer.EndedAsync(1, Cancellation));
        Assert.Equal(Hex.Parse(ReleaseRequest), connection.ReceivedBytes());
        Assert.Equal(Hex.Parse(ReleaseRequest), connection.Segments[0].Bytes.ToArray());
        Assert.Equal(ConnectionEnd.ClosedByOther, connection.End);
    }

    [Fact]
    public async Task ExpectPdu_LengthPromisesMoreThanComes_FailsWithWhatCame()
    {
        await using var peer = ScriptedPeer.Listen(c => c.ExpectPdu());
        await ScriptedClient.PlayAsync(peer.EndPoint, c => c.Send("01 00 FFFFFFFF 00 01").Close(), Cancellation);

        var failure = await Assert.ThrowsAsync<ScriptFailedException>(() => peer.EndedAsync(1, Cancellation));
        Assert.Contains("01 00 FF FF FF FF 00 01", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectPdu_OtherType_Fails()
    {
        await using var peer = ScriptedPeer.Listen(c => c.ExpectPdu(type: 1));
        await ScriptedClient.PlayAsync(peer.EndPoint, c => c.Send(ReleaseRequest).StaySilent(), Cancellation);

        await Assert.ThrowsAsync<ScriptFailedException>(() => peer.EndedAsync(1, Cancellation));
    }

    [Fact]
    public async Task ExpectClose_OneMoreByte_Fails()
    {
        await using var peer = ScriptedPeer.Listen(c => c.ExpectPdu().ExpectClose());
        await ScriptedClient.PlayAsync(peer.EndPoint, c => c.Send(ReleaseRequest).Send("00").Close(), Cancellation);

        await Assert.ThrowsAsync<ScriptFailedException>(() => peer.EndedAsync(1, Cancellation));
    }

    [Fact]
    public async Task Reset_ClientReads_SeesTheConnectionReset()
    {
        await using var peer = ScriptedPeer.Listen(c => c.Expect(1).Reset());
        var connection = await ScriptedClient.PlayAsync(peer.EndPoint, c => c.Send("00").StaySilent(), Cancellation);

        Assert.Equal(ConnectionEnd.ResetByOther, connection.End);
        Assert.Equal(ConnectionEnd.ResetByScript, (await peer.EndedAsync(1, Cancellation))[0].End);
    }

    [Fact]
    public async Task HalfClose_ClientSendsOnAfterTheEnd_IsStillHeard()
    {
        await using var peer = ScriptedPeer.Listen(c => c.HalfClose().Expect("01 02").ExpectClose());
        await ScriptedClient.PlayAsync(peer.EndPoint, c => c.ExpectClose().Send("01 02").Close(), Cancellation);

        Assert.Equal(ConnectionEnd.ClosedByOther, (await peer.EndedAsync(1, Cancellation))[0].End);
    }

    [Fact]
    public async Task StaySilent_ClientWaits_HearsNothingUntilThePeerIsDisposed()
    {
        var peer = ScriptedPeer.Listen(c => c.StaySilent());
        var client = ScriptedClient.PlayAsync(peer.EndPoint, c => c.Send(ReleaseRequest).ExpectClose(), Cancellation);
        await peer.AcceptedAsync(1, Cancellation);
        await peer.DisposeAsync();
        await client;

        Assert.Equal(ConnectionEnd.Abandoned, Assert.Single(peer.Connections).End);
    }

    [Fact]
    public async Task StartTls_BothSides_RecordsWhatWasSaidInside()
    {
        await using var peer = ScriptedPeer.Listen(c => c.StartTls().ExpectPdu().Send(ReleaseResponse).ExpectClose());
        await ScriptedClient.PlayAsync(peer.EndPoint, c => c.StartTls().Send(ReleaseRequest).Expect(ReleaseResponse).Close(), Cancellation);

        Assert.Equal(Hex.Parse(ReleaseRequest), (await peer.EndedAsync(1, Cancellation))[0].ReceivedBytes());
    }

    [Fact]
    public async Task StartTls_ClientSpeaksClearText_Fails()
    {
        await using var peer = ScriptedPeer.Listen(c => c.StartTls());
        await ScriptedClient.PlayAsync(peer.EndPoint, c => c.Send(ReleaseRequest).StaySilent(), Cancellation);

        await Assert.ThrowsAsync<ScriptFailedException>(() => peer.EndedAsync(1, Cancellation));
    }

    [Fact]
    public async Task Send_AnswerMadeFromWhatWasRead_EchoesIt()
    {
        await using var peer = ScriptedPeer.Listen(c => c.ExpectUntil("\r\n\r\n").Send(request => request[..3]).Close());
        var connection = await ScriptedClient.PlayAsync(peer.EndPoint, c => c.SendText("GET / HTTP/1.1\r\n\r\n").ExpectUntil("GET"), Cancellation);

        Assert.Equal("GET"u8.ToArray(), connection.ReceivedBytes());
    }

    [Fact]
    public async Task Listen_TwoScripts_SecondConnectionAndLaterPlayTheSecond()
    {
        await using var peer = ScriptedPeer.Listen(c => c.Send("01"), c => c.Send("02"));
        foreach (var expected in (string[])["01", "02", "02"])
            await ScriptedClient.PlayAsync(peer.EndPoint, c => c.Expect(expected), Cancellation);
    }

    [Fact]
    public async Task MaximumSimultaneousConnections_OneAfterTheOther_IsOne()
    {
        // The bytes before the close are never read: the kernel has to tell that the connection is over.
        await using var peer = ScriptedPeer.Listen(c => c.WaitFor(Task.Delay(Timeout.Infinite, Cancellation)));
        for (var i = 0; i < 20; i++)
            await ScriptedClient.PlayAsync(peer.EndPoint, c => c.Send(ReleaseRequest).Close(), Cancellation);

        Assert.Equal(1, peer.MaximumSimultaneousConnections);
    }

    [Fact]
    public async Task MaximumSimultaneousConnections_ThreeHeld_IsThree()
    {
        await using var peer = ScriptedPeer.Listen(c => c.Send("00").StaySilent());
        var release = new TaskCompletionSource();
        var clients = new List<Task>();
        for (var i = 0; i < 3; i++)
            clients.Add(ScriptedClient.PlayAsync(peer.EndPoint, c => c.Expect(1).WaitFor(release.Task), Cancellation));
        await peer.AcceptedAsync(3, Cancellation);
        release.SetResult();
        await Task.WhenAll(clients);

        Assert.Equal(3, peer.MaximumSimultaneousConnections);
    }

    [Fact]
    public async Task PlayAsync_NobodyListens_ReportsTheRefusal()
    {
        var peer = ScriptedPeer.Listen(c => c.Close());
        await peer.DisposeAsync();

        await Assert.ThrowsAsync<SocketException>(() => ScriptedClient.PlayAsync(peer.EndPoint, c => c.Close(), Cancellation));
    }
}
