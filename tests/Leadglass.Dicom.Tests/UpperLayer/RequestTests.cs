using Leadglass.Dicom.Network;
using Leadglass.Dicom.Tests.Support;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Dicom.Tests.UpperLayer;

public class RequestTests
{
    private readonly DuplexStream _local;
    private readonly Peer _peer;

    public RequestTests()
    {
        (_local, var stream) = DuplexStream.CreatePair();
        _peer = new Peer(stream);
    }

    private Task<AssociationOutcome> RequestAsync(AssociationOptions? options = null) =>
        Association.RequestAsync(_local, Associations.Request, options ?? Associations.Options(), TestContext.Current.CancellationToken);

    [Fact]
    public async Task RequestAsync_WritesTheWholeRequestAtOnce()
    {
        await _peer.SendAsync(Associations.Accept);
        await RequestAsync();

        Assert.Equal(PduWriter.ToBytes(Associations.Request), Assert.Single(_local.Writes));
    }

    [Fact]
    public async Task RequestAsync_Accepted_GivesAnAssociationInSta6()
    {
        await _peer.SendAsync(Associations.Accept);
        var outcome = await RequestAsync();

        Assert.Equal(AssociationOutcomeKind.Accepted, outcome.Kind);
        Assert.Equal(State.Sta6, outcome.Association!.State);
        Assert.Equal(3, outcome.Accept!.PresentationContexts.Count);
        Assert.Equal("1.2.840.10008.1.2", outcome.Association.TransferSyntaxOf(3));
        Assert.Null(outcome.Association.TransferSyntaxOf(5));
        Assert.False(_local.IsDisposed);
    }

    [Fact]
    public async Task RequestAsync_AcceptInSingleBytes_IsAccepted()
    {
        foreach (var one in Captured.StorescpAccept)
            await _peer.SendAsync(one);

        Assert.Equal(AssociationOutcomeKind.Accepted, (await RequestAsync()).Kind);
    }

    [Fact]
    public async Task RequestAsync_Rejected_GivesTheTripleAndCloses()
    {
        await _peer.SendAsync(Captured.StorescpReject);
        var outcome = await RequestAsync();

        Assert.Equal(AssociationOutcomeKind.Rejected, outcome.Kind);
        Assert.Equal(RejectReason.ApplicationContextNameNotSupported, outcome.Reject!.Reason);
        Assert.Null(outcome.Association);
        Assert.True(_local.IsDisposed);
    }

    [Fact]
    public async Task RequestAsync_Aborted_GivesTheAbort()
    {
        await _peer.SendAsync(Captured.StorescpAbort);
        var outcome = await RequestAsync();

        Assert.Equal(AssociationOutcomeKind.Aborted, outcome.Kind);
        Assert.Equal(AbortSource.ServiceUser, outcome.Abort!.Source);
    }

    [Fact]
    public async Task RequestAsync_ClosedWithoutAnswer_IsClosed()
    {
        _peer.Close();

        Assert.Equal(AssociationOutcomeKind.Closed, (await RequestAsync()).Kind);
    }

    [Fact]
    public async Task RequestAsync_ClosedInsideAPdu_IsClosedAndKeepsWhatCame()
    {
        await _peer.SendAsync(Captured.StorescpAccept[..20]);
        _peer.Close();
        var outcome = await RequestAsync();

        Assert.Equal(AssociationOutcomeKind.Closed, outcome.Kind);
        Assert.Equal(Captured.StorescpAccept[..20], outcome.FirstBytes.ToArray());
    }

    [Fact]
    public async Task RequestAsync_Reset_IsReset()
    {
        _peer.Reset();

        Assert.Equal(AssociationOutcomeKind.Reset, (await RequestAsync()).Kind);
    }

    [Fact]
    public async Task RequestAsync_HttpAnswer_IsNotDicomAndKeepsItsFirstBytes()
    {
        await _peer.SendAsync("HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        var outcome = await RequestAsync();

        Assert.Equal(AssociationOutcomeKind.NotDicom, outcome.Kind);
        Assert.Equal(64, outcome.FirstBytes.Length);
        Assert.Equal("HTTP/1.1 400"u8, outcome.FirstBytes.Span[..12]);
    }

    [Fact]
    public async Task RequestAsync_OneByteOfAnotherProtocol_IsNotDicomWithoutWaitingForMore()
    {
        await _peer.SendAsync((byte)'S');

        Assert.Equal(AssociationOutcomeKind.NotDicom, (await RequestAsync()).Kind);
    }

    [Fact]
    public async Task RequestAsync_PduAboveTheLimit_IsProtocolErrorBeforeItsBody()
    {
        await _peer.SendAsync(Hex.Parse("02 00 7FFFFFFF"));
        var outcome = await RequestAsync();

        Assert.Equal(AssociationOutcomeKind.ProtocolError, outcome.Kind);
        Assert.Equal(Hex.Parse("02 00 7FFFFFFF"), outcome.FirstBytes.ToArray());
    }

    [Fact]
    public async Task RequestAsync_ItsOwnRequestEchoed_IsProtocolErrorAndAborts()
    {
        await _peer.SendAsync(Associations.Request);

        Assert.Equal(AssociationOutcomeKind.ProtocolError, (await RequestAsync()).Kind);
        await _peer.ReceiveAsync<AssociateRequest>();
        // AA-8: service-provider, unexpected-PDU
        Assert.Equal(new Abort(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu), await _peer.ReceiveAsync<Abort>());
        await _peer.ReceiveEndAsync();
    }

    [Fact]
    public async Task RequestAsync_BrokenAccept_IsProtocolErrorWithAnomalies()
    {
        byte[] broken = [.. Captured.StorescpAccept, .. Hex.Parse("21 00 0040 05 00")];
        broken[5] += 6;
        await _peer.SendAsync(broken);
        var outcome = await RequestAsync();

        Assert.Equal(AssociationOutcomeKind.ProtocolError, outcome.Kind);
        Assert.Equal("item-length", Assert.Single(outcome.Anomalies).Field);
    }

    [Fact]
    public async Task RequestAsync_NoAnswer_TimesOutAndAborts()
    {
        var time = new ManualTime();
        var requesting = RequestAsync(Associations.Options(time));
        await time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(AssociationOutcomeKind.TimedOut, (await requesting).Kind);
        await _peer.ReceiveAsync<AssociateRequest>();
        Assert.Equal(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified), await _peer.ReceiveAsync<Abort>());
        await _peer.ReceiveEndAsync();
    }

    [Fact]
    public async Task RequestAsync_Cancelled_ThrowsAndCloses()
    {
        using var cancellation = new CancellationTokenSource();
        var requesting = Association.RequestAsync(_local, Associations.Request, Associations.Options(), cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => requesting);
        Assert.True(_local.IsDisposed);
    }

    [Theory]
    [InlineData(16385u)]
    [InlineData(0u)]
    public async Task RequestAsync_AnnouncingMoreThanIsAccepted_IsTheCallersMistake(uint announced)
    {
        var request = Associations.Request with { UserInformation = [new MaximumLength(announced)] };

        await Assert.ThrowsAsync<ArgumentException>(
            () => Association.RequestAsync(_local, request, Associations.Options(), TestContext.Current.CancellationToken));
    }
}
