using Leadglass.Dicom.Network;
using Leadglass.Dicom.Tests.Support;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Dicom.Tests.UpperLayer;

public class AcceptTests
{
    private readonly DuplexStream _local;
    private readonly Peer _peer;
    private readonly ManualTime _time = new();

    public AcceptTests()
    {
        (_local, var stream) = DuplexStream.CreatePair();
        _peer = new Peer(stream);
    }

    private Task<IncomingOutcome> AcceptAsync(Conformance conformance = Conformance.Standard) =>
        Association.AcceptAsync(_local, Associations.Options(_time) with { Conformance = conformance }, TestContext.Current.CancellationToken);

    [Fact]
    public async Task AcceptAsync_Request_CanBeAccepted()
    {
        await _peer.SendAsync(Captured.EchoscuRequest);
        var incoming = await AcceptAsync();

        Assert.Equal(IncomingKind.Requested, incoming.Kind);
        Assert.Equal("CT1", incoming.Request!.CallingAETitle);
        var association = await incoming.Association!.AcceptAsync(Associations.Accept, TestContext.Current.CancellationToken);
        Assert.Equal(State.Sta6, association.State);
        await _peer.ReceiveAsync<AssociateAccept>();
    }

    [Fact]
    public async Task RejectAsync_SendsTheRejectionAndWaitsForTheClose()
    {
        await _peer.SendAsync(Captured.EchoscuRequest);
        var incoming = await AcceptAsync();
        var rejecting = incoming.Association!.RejectAsync(
            new AssociateReject(RejectResult.Permanent, RejectSource.ServiceUser, RejectReason.CalledAETitleNotRecognized), TestContext.Current.CancellationToken);

        Assert.Equal(Hex.Parse("03 00 00000004 00 01 01 07"), await _peer.ReceiveBytesAsync());
        Assert.False(rejecting.IsCompleted);
        _peer.Close();
        await rejecting;
        Assert.True(_local.IsDisposed);
    }

    [Fact]
    public async Task RejectAsync_PeerDoesNotClose_ClosesWhenArtimExpires()
    {
        await _peer.SendAsync(Captured.EchoscuRequest);
        var incoming = await AcceptAsync();
        var rejecting = incoming.Association!.RejectAsync(
            new AssociateReject(RejectResult.Transient, RejectSource.ServiceProviderPresentation, RejectReason.LocalLimitExceeded), TestContext.Current.CancellationToken);
        await _time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(5));

        await rejecting;
        Assert.True(_local.IsDisposed);
    }

    [Fact]
    public async Task AcceptAsync_AnsweredTwice_IsTheCallersMistake()
    {
        await _peer.SendAsync(Captured.EchoscuRequest);
        var incoming = (await AcceptAsync()).Association!;
        await incoming.AcceptAsync(Associations.Accept, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(() => incoming.AbortAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AcceptAsync_HttpRequest_IsNotDicomAndAborts()
    {
        await _peer.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        var accepting = AcceptAsync();
        // AA-1: service-user
        Assert.Equal(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified), await _peer.ReceiveAsync<Abort>());
        _peer.Close();
        var incoming = await accepting;

        Assert.Equal(IncomingKind.NotDicom, incoming.Kind);
        Assert.Equal("GET / HTTP/1.1\r\n\r\n"u8, incoming.FirstBytes.Span);
        Assert.Single(_local.Writes);
    }

    [Fact]
    public async Task AcceptAsync_DataBeforeARequest_IsProtocolErrorAndAborts()
    {
        await _peer.SendAsync(Captured.StorescpEchoResponse);
        var accepting = AcceptAsync();
        Assert.Equal(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified), await _peer.ReceiveAsync<Abort>());
        _peer.Close();

        Assert.Equal(IncomingKind.ProtocolError, (await accepting).Kind);
    }

    [Fact]
    public async Task AcceptAsync_ProtocolVersionTwo_IsRefusedByTheUpperLayer()
    {
        await _peer.SendAsync(Associations.Request with { ProtocolVersion = 2 });
        var accepting = AcceptAsync();
        Assert.Equal(Hex.Parse("03 00 00000004 00 01 02 02"), await _peer.ReceiveBytesAsync());
        _peer.Close();
        var incoming = await accepting;

        Assert.Equal(IncomingKind.Refused, incoming.Kind);
        Assert.Equal(2, incoming.Request!.ProtocolVersion);
        Assert.Null(incoming.Association);
    }

    [Fact]
    public async Task AcceptAsync_ProtocolVersionTwoWhenLenient_IsLeftToTheUser()
    {
        await _peer.SendAsync(Associations.Request with { ProtocolVersion = 2 });

        Assert.Equal(IncomingKind.Requested, (await AcceptAsync(Conformance.Lenient)).Kind);
    }

    [Fact]
    public async Task AcceptAsync_Silence_EndsWithArtim()
    {
        var accepting = AcceptAsync();
        await _time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(IncomingKind.TimedOut, (await accepting).Kind);
        await _peer.ReceiveEndAsync();
    }

    [Fact]
    public async Task AcceptAsync_RequestByteByByte_StillEndsWithArtim()
    {
        var accepting = AcceptAsync();
        for (var i = 0; i < 5; i++)
        {
            await _peer.SendAsync(Captured.EchoscuRequest[i]);
            await _time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(IncomingKind.TimedOut, (await accepting).Kind);
    }

    [Fact]
    public async Task AcceptAsync_ClosedAbortedOrReset_SaysWhich()
    {
        _peer.Close();
        Assert.Equal(IncomingKind.Closed, (await AcceptAsync()).Kind);

        var (aborted, abortingStream) = DuplexStream.CreatePair();
        await new Peer(abortingStream).SendAsync(Captured.StorescpAbort);
        Assert.Equal(IncomingKind.Aborted, (await Association.AcceptAsync(aborted, Associations.Options(), TestContext.Current.CancellationToken)).Kind);

        var (reset, resettingStream) = DuplexStream.CreatePair();
        resettingStream.Reset();
        Assert.Equal(IncomingKind.Reset, (await Association.AcceptAsync(reset, Associations.Options(), TestContext.Current.CancellationToken)).Kind);
    }
}
