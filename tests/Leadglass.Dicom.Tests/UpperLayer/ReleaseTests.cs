using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.Tests.Support;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Dicom.Tests.UpperLayer;

public class ReleaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReleaseAsync_Answered_IsReleasedAndCloses()
    {
        var (local, peer) = await Associations.RequestedAsync();
        var releasing = local.ReleaseAsync(Token);
        Assert.Equal(Hex.Parse("05 00 00000004 00000000"), await peer.ReceiveBytesAsync());
        await peer.SendAsync(new ReleaseResponse());

        Assert.Equal(ReleaseOutcome.Released, await releasing);
        Assert.Equal(State.Sta1, local.State);
        await peer.ReceiveEndAsync();
        Assert.Equal(AssociationEventKind.Released, (await local.ReceiveAsync(Token)).Kind);
    }

    [Fact]
    public async Task ReleaseAsync_DataOnTheWay_IsThrownAway()
    {
        var (local, peer) = await Associations.RequestedAsync();
        await peer.SendAsync(Captured.StorescpEchoResponse);
        await peer.SendAsync(new ReleaseResponse());

        Assert.Equal(ReleaseOutcome.Released, await local.ReleaseAsync(Token));
    }

    [Fact]
    public async Task ReleaseAsync_CollisionAsRequestor_AnswersFirst()
    {
        var (local, peer) = await Associations.RequestedAsync();
        await peer.SendAsync(new ReleaseRequest());
        var releasing = local.ReleaseAsync(Token);
        await peer.ReceiveAsync<ReleaseRequest>();
        await peer.ReceiveAsync<ReleaseResponse>();
        Assert.Equal(State.Sta11, local.State);
        await peer.SendAsync(new ReleaseResponse());

        Assert.Equal(ReleaseOutcome.ReleasedAfterCollision, await releasing);
    }

    [Fact]
    public async Task ReleaseAsync_CollisionAsAcceptor_AwaitsTheResponseFirst()
    {
        var (local, peer) = await Associations.AcceptedAsync();
        await peer.SendAsync(new ReleaseRequest());
        var releasing = local.ReleaseAsync(Token);
        await peer.ReceiveAsync<ReleaseRequest>();
        Assert.Equal(State.Sta10, local.State);
        await peer.SendAsync(new ReleaseResponse());
        await peer.ReceiveAsync<ReleaseResponse>();
        peer.Close();

        Assert.Equal(ReleaseOutcome.ReleasedAfterCollision, await releasing);
        Assert.Equal(State.Sta1, local.State);
    }

    [Fact]
    public async Task ReleaseAsync_NotAnswered_TimesOutAndAborts()
    {
        var time = new ManualTime();
        var (local, peer) = await Associations.RequestedAsync(Associations.Options(time));
        var releasing = local.ReleaseAsync(Token);
        await time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(ReleaseOutcome.TimedOut, await releasing);
        await peer.ReceiveAsync<ReleaseRequest>();
        await peer.ReceiveAsync<Abort>();
        await peer.ReceiveEndAsync();
    }

    [Fact]
    public async Task ReleaseAsync_AbortedClosedOrConfused_SaysWhich()
    {
        var (aborted, abortingPeer) = await Associations.RequestedAsync();
        await abortingPeer.SendAsync(Captured.StorescpAbort);
        Assert.Equal(ReleaseOutcome.Aborted, await aborted.ReleaseAsync(Token));

        var (closed, closingPeer) = await Associations.RequestedAsync();
        closingPeer.Close();
        Assert.Contains(await closed.ReleaseAsync(Token), new[] { ReleaseOutcome.Closed, ReleaseOutcome.Reset });

        var (confused, confusedPeer) = await Associations.RequestedAsync();
        await confusedPeer.SendAsync(Associations.Accept);
        var releasing = confused.ReleaseAsync(Token);
        await confusedPeer.ReceiveAsync<ReleaseRequest>();
        Assert.Equal(new Abort(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu), await confusedPeer.ReceiveAsync<Abort>());
        confusedPeer.Close();
        Assert.Equal(ReleaseOutcome.ProtocolError, await releasing);
    }

    [Fact]
    public async Task RespondToReleaseAsync_AnswersAndWaitsForTheClose()
    {
        var (local, peer) = await Associations.AcceptedAsync();
        await peer.SendAsync(new ReleaseRequest());
        Assert.Equal(AssociationEventKind.ReleaseRequested, (await local.ReceiveAsync(Token)).Kind);
        var responding = local.RespondToReleaseAsync(Token);
        await peer.ReceiveAsync<ReleaseResponse>();
        Assert.Equal(State.Sta13, local.State);
        peer.Close();
        await responding;

        Assert.Equal(State.Sta1, local.State);
        Assert.Equal(AssociationEventKind.Released, (await local.ReceiveAsync(Token)).Kind);
    }

    [Fact]
    public async Task SendAsync_BeforeTheReleaseResponse_IsAllowed()
    {
        // AR-7
        var (local, peer) = await Associations.AcceptedAsync();
        await peer.SendAsync(new ReleaseRequest());
        await local.ReceiveAsync(Token);
        Assert.Equal(SendOutcome.Sent, await local.SendAsync(new DimseMessage(1, new CEchoRequest { MessageId = 1 }), Token));
        Assert.Equal(State.Sta8, local.State);
        await peer.ReceiveAsync<DataTransfer>();
    }

    [Fact]
    public async Task RespondToReleaseAsync_NobodyAsked_IsTheCallersMistake()
    {
        var (local, _) = await Associations.RequestedAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => local.RespondToReleaseAsync(Token));
    }

    [Fact]
    public async Task Sta13_BytesThatAreNoPdu_AreAnsweredByOneAbortAndThrownAway()
    {
        var (local, peer) = await Associations.RequestedAsync();
        var aborting = local.AbortAsync(Token);
        await peer.ReceiveAsync<Abort>();
        await peer.SendAsync("HTTP/1.1 400 Bad Request\r\n"u8.ToArray());
        Assert.Equal(new Abort(AbortSource.ServiceProvider, AbortReason.UnrecognizedPdu), await peer.ReceiveAsync<Abort>());
        await peer.SendAsync("Server: nginx\r\n\r\n"u8.ToArray());
        peer.Close();
        await aborting;
        await peer.ReceiveEndAsync();
    }

    [Fact]
    public async Task Sta13_RequestOfThePeer_IsAnsweredByAbortOnly()
    {
        // AA-6 ignores, AA-7 aborts
        var (local, peer) = await Associations.RequestedAsync();
        var aborting = local.AbortAsync(Token);
        await peer.ReceiveAsync<Abort>();
        await peer.SendAsync(Captured.StorescpEchoResponse);
        await peer.SendAsync(Associations.Request);
        Assert.Equal(AbortSource.ServiceProvider, (await peer.ReceiveAsync<Abort>()).Source);
        peer.Close();
        await aborting;
    }
}
