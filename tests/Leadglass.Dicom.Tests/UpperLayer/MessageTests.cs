using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.Tests.Support;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Dicom.Tests.UpperLayer;

public class MessageTests
{
    private static readonly CFindRequest Find = new()
    {
        MessageId = 7,
        AffectedSopClassUid = Uids.StudyRootQueryRetrieveInformationModelFind,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A pending C-FIND-RSP of the peer.</summary>
    private static byte[] PendingCommand() => CommandSetWriter.ToBytes(new CFindResponse
    {
        MessageIdBeingRespondedTo = 7,
        Status = DimseStatus.Pending,
        HasDataSet = true,
    });

    [Fact]
    public async Task SendAsync_Echo_LeavesInOneWriteAsTheStandardSays()
    {
        var (local, peer) = await Associations.RequestedAsync();
        await local.SendAsync(new DimseMessage(1, new CEchoRequest { MessageId = 1, AffectedSopClassUid = Uids.Verification }), Token);

        Assert.Equal(Vectors.EchoRequestPdu, await peer.ReceiveBytesAsync());
    }

    [Fact]
    public async Task SendAsync_LongDataSet_IsCutToWhatThePeerAnnounced()
    {
        var accept = Associations.Accept with { UserInformation = [new MaximumLength(107)] };
        var (local, peer) = await Associations.RequestedAsync(accept: accept);
        var data = Enumerable.Range(0, 250).Select(i => (byte)i).ToArray();
        Assert.Equal(SendOutcome.Sent, await local.SendAsync(new DimseMessage(3, Find, data), Token));

        var fragments = new List<PresentationDataValue>();
        do
        {
            var pdu = await peer.ReceiveAsync<DataTransfer>();
            fragments.Add(Assert.Single(pdu.Values));
        }
        while (fragments[^1] is { IsCommand: true } or { IsLast: false });

        // 107 bytes less the 6 of the PDV leave 101, and fragments are even.
        Assert.All(fragments, fragment => Assert.True(fragment.Fragment.Length <= 100));
        Assert.Equal(data, fragments.Where(fragment => !fragment.IsCommand).SelectMany(fragment => fragment.Fragment.ToArray()));
        Assert.Equal([100, 100, 50], fragments.Where(fragment => !fragment.IsCommand).Select(fragment => fragment.Fragment.Length));
        var command = CommandSetReader.Read(fragments.Where(fragment => fragment.IsCommand).SelectMany(fragment => fragment.Fragment.ToArray()).ToArray()).Command;
        Assert.True(Assert.IsType<CFindRequest>(command).HasDataSet);
    }

    [Fact]
    public async Task SendAsync_ContextThatWasNotAccepted_IsTheCallersMistake()
    {
        var (local, _) = await Associations.RequestedAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => local.SendAsync(new DimseMessage(5, new CEchoRequest { MessageId = 1 }), Token));
    }

    [Fact]
    public async Task ReceiveAsync_EchoResponseOfStorescp_IsAMessage()
    {
        var (local, peer) = await Associations.RequestedAsync();
        await peer.SendAsync(Captured.StorescpEchoResponse);
        var received = await local.ReceiveAsync(Token);

        Assert.Equal(AssociationEventKind.Message, received.Kind);
        Assert.Equal(DimseStatus.Success, Assert.IsType<CEchoResponse>(received.Message!.Command).Status);
        Assert.Null(received.Message.Data);
        Assert.Empty(received.Anomalies);
    }

    [Fact]
    public async Task ReceiveAsync_FragmentsOverSeveralPdus_AreOneMessage()
    {
        var (local, peer) = await Associations.RequestedAsync();
        var command = PendingCommand();
        await peer.SendAsync(new DataTransfer([new PresentationDataValue(3, true, false, command.AsMemory(..20))]));
        await peer.SendAsync(new DataTransfer(
        [
            new PresentationDataValue(3, true, true, command.AsMemory(20..)),
            new PresentationDataValue(3, false, false, new byte[] { 1, 2 }),
        ]));
        await peer.SendAsync(new DataTransfer([new PresentationDataValue(3, false, true, new byte[] { 3, 4 })]));
        var received = await local.ReceiveAsync(Token);

        Assert.Equal([1, 2, 3, 4], received.Message!.Data!.Value.ToArray());
    }

    [Fact]
    public async Task ReceiveAsync_TwoMessagesInOnePdu_AreBothReceived()
    {
        // PS3.8 §E.1 asks for one message a PDU; that two came is clear all the same.
        var (local, peer) = await Associations.RequestedAsync();
        var response = CommandSetWriter.ToBytes(new CEchoResponse { MessageIdBeingRespondedTo = 1, Status = DimseStatus.Success, HasDataSet = false });
        var value = new PresentationDataValue(1, true, true, response);
        await peer.SendAsync(new DataTransfer([value, value]));

        Assert.Equal(AssociationEventKind.Message, (await local.ReceiveAsync(Token)).Kind);
        Assert.Equal(AssociationEventKind.Message, (await local.ReceiveAsync(Token)).Kind);
    }

    [Fact]
    public async Task ReceiveCommandAsync_PendingWithData_ReturnsBeforeTheDataSet()
    {
        var (local, peer) = await Associations.RequestedAsync();
        await peer.SendAsync(new DataTransfer([new PresentationDataValue(3, true, true, PendingCommand())]));
        var received = await local.ReceiveCommandAsync(Token);

        Assert.Equal(DimseStatus.Pending, Assert.IsType<CFindResponse>(received.Message!.Command).Status);
        Assert.True(received.Message.Command.HasDataSet);
        Assert.Null(received.Message.Data);
    }

    [Fact]
    public async Task ReceiveCommandAsync_Twice_ThrowsTheDataSetBetweenAway()
    {
        var (local, peer) = await Associations.RequestedAsync();
        var data = new PresentationDataValue(3, false, true, new byte[] { 1, 2 });
        await peer.SendAsync(new DataTransfer([new PresentationDataValue(3, true, true, PendingCommand()), data]));
        await peer.SendAsync(new DataTransfer([new PresentationDataValue(3, true, true, PendingCommand())]));
        await peer.SendAsync(new DataTransfer([data]));
        await local.ReceiveCommandAsync(Token);
        var second = await local.ReceiveCommandAsync(Token);

        Assert.Equal(AssociationEventKind.Message, second.Kind);
        Assert.Null(second.Message!.Data);
    }

    [Fact]
    public async Task AbortAsync_AfterACommand_ThrowsAwayWhatStillComes()
    {
        var (local, peer) = await Associations.RequestedAsync();
        await peer.SendAsync(new DataTransfer([new PresentationDataValue(3, true, true, PendingCommand())]));
        await local.ReceiveCommandAsync(Token);
        var aborting = local.AbortAsync(Token);
        Assert.Equal(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified), await peer.ReceiveAsync<Abort>());
        await peer.SendAsync(new DataTransfer([new PresentationDataValue(3, false, true, new byte[] { 1, 2 })]));
        peer.Close();
        await aborting;

        Assert.Equal(State.Sta1, local.State);
        Assert.Equal(AssociationEventKind.Closed, (await local.ReceiveAsync(Token)).Kind);
    }

    [Fact]
    public async Task ReceiveAsync_NothingComes_TimesOutAndTheAssociationStands()
    {
        var time = new ManualTime();
        var (local, peer) = await Associations.RequestedAsync(Associations.Options(time));
        var receiving = local.ReceiveAsync(Token);
        await time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(AssociationEventKind.TimedOut, (await receiving).Kind);
        Assert.Equal(State.Sta6, local.State);
        await peer.SendAsync(Captured.StorescpEchoResponse);
        Assert.Equal(AssociationEventKind.Message, (await local.ReceiveAsync(Token)).Kind);
    }

    [Theory]
    [InlineData("04 00 00000008 00000004 05 03 AAAA")] // a context that was not accepted
    [InlineData("04 00 00000008 00000004 01 02 AAAA")] // a data set without a command
    [InlineData("04 00 00000008 00000004 01 03 AAAA")] // a command that is none
    [InlineData("04 00 00000008 00000009 01 03 AAAA")] // a PDV longer than its PDU
    [InlineData("04 00 00004001")] // longer than the maximum length
    [InlineData("01 00 00000000")] // a request inside an association
    [InlineData("06 00 00000004 00000000")] // a release response that nobody asked for
    [InlineData("47 45 54 20 2F 20")] // HTTP
    public async Task ReceiveAsync_AgainstTheProtocol_AbortsAndSaysSo(string hex)
    {
        var (local, peer) = await Associations.RequestedAsync();
        await peer.SendAsync(Hex.Parse(hex));
        var receiving = local.ReceiveAsync(Token);
        await peer.ReceiveAsync<Abort>();
        peer.Close();
        var received = await receiving;

        Assert.Equal(AssociationEventKind.ProtocolError, received.Kind);
        Assert.Equal(State.Sta1, local.State);
        Assert.Same(received, await local.ReceiveAsync(Token));
        Assert.Equal(SendOutcome.Ended, await local.SendAsync(new DimseMessage(1, new CEchoRequest { MessageId = 1 }), Token));
    }

    [Theory]
    [InlineData("04 00 00000054 00000050 05 03", "presentation-context-id")] // a context that was not accepted
    [InlineData("04 00 00000056 00000050 01 03", "PDV item-length")] // two bytes after the last PDV
    public async Task ReceiveAsync_AgainstTheProtocolWhenLenient_IsUnderstoodAndReported(string head, string field)
    {
        var (local, peer) = await Associations.RequestedAsync(Associations.Options() with { Conformance = Conformance.Lenient });
        byte[] pdu = [.. Hex.Parse(head), .. Captured.StorescpEchoResponse[12..], 0x00, 0x00];
        await peer.SendAsync(pdu[..(pdu[5] + 6)]);
        await peer.SendAsync(Captured.StorescpEchoResponse);
        var first = await local.ReceiveAsync(Token);
        var second = await local.ReceiveAsync(Token);

        Assert.Equal(AssociationEventKind.Message, first.Kind);
        Assert.Equal(AssociationEventKind.Message, second.Kind);
        Assert.Contains(first.Anomalies.Concat(second.Anomalies), anomaly => anomaly.Field == field);
    }

    [Fact]
    public async Task ReceiveAsync_LongerThanAnnouncedWhenLenient_IsUnderstood()
    {
        var (local, peer) = await Associations.RequestedAsync(Associations.Options() with { Conformance = Conformance.Lenient });
        await peer.SendAsync(new DataTransfer(
        [
            new PresentationDataValue(3, true, true, PendingCommand()),
            new PresentationDataValue(3, false, true, new byte[100_000]),
        ]));

        Assert.Equal(100_000, (await local.ReceiveAsync(Token)).Message!.Data!.Value.Length);
    }

    [Fact]
    public async Task ReceiveAsync_MessageAboveTheLimit_AbortsBeforeItIsComplete()
    {
        var (local, peer) = await Associations.RequestedAsync(Associations.Options() with { MaxMessageLength = 200 });
        await peer.SendAsync(new DataTransfer([new PresentationDataValue(3, true, true, PendingCommand())]));
        await peer.SendAsync(new DataTransfer([new PresentationDataValue(3, false, false, new byte[202])]));
        var receiving = local.ReceiveAsync(Token);
        await peer.ReceiveAsync<Abort>();
        peer.Close();

        Assert.Contains("longer than the 200 bytes", Assert.Single((await receiving).Anomalies).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReceiveAsync_AbortCloseAndReset_SayWhich()
    {
        var (aborted, abortingPeer) = await Associations.RequestedAsync();
        await abortingPeer.SendAsync(Hex.Parse("07 00 00000004 0000 02 01"));
        var received = await aborted.ReceiveAsync(Token);
        Assert.Equal(AssociationEventKind.Aborted, received.Kind);
        Assert.Equal(AbortReason.UnrecognizedPdu, received.Abort!.Reason);

        var (closed, closingPeer) = await Associations.RequestedAsync();
        closingPeer.Close();
        Assert.Equal(AssociationEventKind.Closed, (await closed.ReceiveAsync(Token)).Kind);

        var (reset, resettingPeer) = await Associations.RequestedAsync();
        resettingPeer.Reset();
        Assert.Equal(AssociationEventKind.Reset, (await reset.ReceiveAsync(Token)).Kind);
        Assert.Equal(ReleaseOutcome.Reset, await reset.ReleaseAsync(Token));
    }

    [Fact]
    public async Task ReceiveAsync_WhileAnotherReceives_IsTheCallersMistake()
    {
        var (local, peer) = await Associations.RequestedAsync();
        var first = local.ReceiveAsync(Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => local.ReceiveAsync(Token));
        peer.Close();
        await first;
    }

    [Fact]
    public async Task SendAsync_PeerDoesNotRead_TimesOutAndNothingIsWrittenAfterIt()
    {
        var time = new ManualTime();
        var (local, peer) = await Associations.RequestedAsync(Associations.Options(time));
        var echo = new DimseMessage(1, new CEchoRequest { MessageId = 1 });
        peer.Stream.StopTaking();
        var sending = local.SendAsync(echo, Token);
        await time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(SendOutcome.TimedOut, await sending);
        Assert.Equal(SendOutcome.TimedOut, await local.SendAsync(echo, Token));
        await local.DisposeAsync();
    }

    [Fact]
    public async Task DisposeAsync_WhileReceiving_EndsTheReceive()
    {
        var (local, peer) = await Associations.RequestedAsync();
        var receiving = local.ReceiveAsync(Token);
        await local.DisposeAsync();
        await peer.ReceiveAsync<Abort>();
        peer.Close();

        Assert.Equal(AssociationEventKind.Closed, (await receiving).Kind);
    }

    [Fact]
    public async Task DisposeAsync_OfAnAssociationThatStands_AbortsIt()
    {
        var (local, peer) = await Associations.RequestedAsync();
        await local.DisposeAsync();

        await peer.ReceiveAsync<Abort>();
        await peer.ReceiveEndAsync();
    }
}
