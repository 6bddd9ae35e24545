using System.Text;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Tests.Wire;
using Leadglass.TestKit;
using static Leadglass.Exposure.Tests.Wire.ReceivedAssociation;

namespace Leadglass.Exposure.Tests.Probing;

/// <summary>What Leadglass promises to the systems that it checks, read off the bytes.</summary>
public sealed class MannersTests(LabRun lab) : IClassFixture<LabRun>
{
    private static readonly uint[] SentinelTags =
    [
        0x0008_0052, 0x0020_000D,                               // level and study UID (PS3.4 §C.6.2.1)
        0x0010_0020,                                            // patient ID (PS3.4 §C.6.1.1)
        0x0040_0100, 0x0040_0001, 0x0040_0002,                  // the scheduled step with station and date (PS3.4 §K.6.1.2)
        0xFFFE_E000, 0xFFFE_E00D, 0xFFFE_E0DD,                  // items and their ends
    ];

    private IEnumerable<TappedDialer.Tap> DicomConnections => lab.Check.Dialer.Taps.Where(tap => tap.Sent is [[AssociateRequest, 0, ..], ..]);

    private IEnumerable<ReceivedAssociation> Associations => DicomConnections.Select(tap => Read(tap.SentBytes));

    [Fact]
    public void EveryConnection_SaysItsCompleteFirstWordInOnePiece() => Assert.All(lab.Check.Dialer.Taps, tap =>
    {
        var first = tap.Sent[0];
        if (first[0] == AssociateRequest)
            Assert.Equal((1, 0), (Read(first).Pdus.Count, Read(first).Rest.Length));
        else if (first[0] == 0x16)
            Assert.Equal(5 + (first[3] << 8 | first[4]), first.Length);     // one whole TLS record (RFC 8446 §5.1)
        else
            Assert.EndsWith("\r\n\r\n", Encoding.ASCII.GetString(first), StringComparison.Ordinal);
    });

    [Fact]
    public async Task FirstWord_ArrivesAtAPeerThatSaysNothing()
    {
        await using var peer = ScriptedPeer.Listen(s => s.StaySilent());
        await new Check().Within(Check.Short).RunAsync(peer);

        var connections = await peer.EndedAsync(3, TestContext.Current.CancellationToken);
        Assert.Equal([AssociateRequest, 0x16, (byte)'H'], connections.Select(c => c.Segments[0].Bytes.Span[0]));
        Assert.Empty(Read(connections[0].ReceivedBytes()).Rest);
        Assert.All(connections, c => Assert.NotEqual(ConnectionEnd.Abandoned, c.End));
    }

    [Fact]
    public void NoConnection_EndsInHalfAPdu() => Assert.All(Associations, association => Assert.Empty(association.Rest));

    [Fact]
    public void EveryConnection_IsClosedByLeadglass()
    {
        Assert.Equal(0, lab.Check.Dialer.StillOpen);
        Assert.Equal(lab.Check.Dialer.Taps.Count, lab.System.Connections);
    }

    [Fact]
    public void EveryAcceptedAssociation_IsReleasedUnlessItEndedAbruptly() => Assert.All(DicomConnections, tap =>
    {
        var (sent, received) = (Read(tap.SentBytes), Read(tap.Received));
        if (!received.PduTypes.Contains(AssociateAccept))
            return;
        var last = sent.PduTypes.Last();
        if (received.PduTypes.Contains(Abort))
            Assert.NotEqual(ReleaseRequest, last);
        else if (AnswersPending(received))
            Assert.Equal(Abort, last);
        else
            Assert.Equal((ReleaseRequest, ReleaseResponse), (last, received.PduTypes.Last()));
    });

    [Fact]
    public void OneTarget_NeverHasTwoConnections_WhateverItsPorts() => Assert.Equal(1, lab.Check.Dialer.MostOpen);

    [Fact]
    public void EveryCommand_IsEchoOrFind() =>
        Assert.Equal([0x0020, 0x0030], Associations.SelectMany(a => a.Commands).Select(c => (int)Field(c)).Distinct().Order());

    [Fact]
    public void EveryDataSet_HoldsSentinelKeysOnly()
    {
        var sentinels = lab.Check.Options.Sentinels;
        var dataSets = Associations.SelectMany(a => a.DataSets).ToList();

        Assert.NotEmpty(dataSets);
        Assert.All(dataSets, set =>
        {
            var text = Encoding.Latin1.GetString(set.Bytes);
            Assert.True(text.Contains(sentinels.StudyInstanceUid, StringComparison.Ordinal) || text.Contains(sentinels.PatientId, StringComparison.Ordinal));
            Assert.DoesNotContain('*', text);
            Assert.DoesNotContain('?', text);
        });
    }

    [Fact]
    public void EveryFind_CarriesTheKeysOfItsModelAndNoReturnKey()
    {
        foreach (var association in Associations)
        {
            foreach (var (contextId, bytes) in association.DataSets)
            {
                // The lab prefers explicit little endian: the tag, then the two letters of its VR.
                var tags = TagsOf(bytes).ToList();
                var model = association.Contexts.Single(c => c.Id == contextId).AbstractSyntax;
                Assert.Subset(SentinelTags.ToHashSet(), tags.ToHashSet());
                Assert.Equal(model == Answers.WorklistFind ? [0x0010_0020, 0x0040_0100] : tags, tags);
            }
        }
    }

    [Fact]
    public void EveryAssociation_SaysHonestlyWhoCalls() => Assert.All(Associations, association =>
    {
        Assert.Contains(association.CallingAETitle.TrimEnd(), (string[])["LEADGLASS", LabRun.CallingAETitle]);
        Assert.Equal("2.25.222124441182166335873389104077993577235", association.ImplementationClassUid);
        Assert.StartsWith("LEADGLASS_", association.ImplementationVersionName, StringComparison.Ordinal);
        Assert.InRange(association.ImplementationVersionName.Length, 1, 16);        // PS3.7 §D.3.3.2.4
    });

    [Fact]
    public void RegisteredCallersTitle_IsUsedForVerificationOnlyAndNothingIsAskedUnderIt() => Assert.All(
        Associations.Where(a => a.CallingAETitle.TrimEnd() == LabRun.CallingAETitle),
        association =>
        {
            Assert.Equal(Answers.Verification, Assert.Single(association.Contexts).AbstractSyntax);
            Assert.Empty(association.Commands);
        });

    [Fact]
    public void EveryTitle_IsOneThatTheStandardAllows() => Assert.All(Associations, association =>
    {
        // PS3.8 §9.3.2: never all spaces; Orthanc and DCMTK hang on those until they are hung up on.
        Assert.NotEmpty(association.CalledAETitle.Trim());
        Assert.NotEmpty(association.CallingAETitle.Trim());
    });

    [Fact]
    public void DefaultTitles_AreTriedTenTimesAtMostAPort() => Assert.All(
        DicomConnections.GroupBy(tap => tap.Endpoint.Port),
        port => Assert.InRange(port.Select(tap => Read(tap.SentBytes).CalledAETitle.TrimEnd()).Except([.. LabRun.CalledAETitles, lab.Check.Options.Sentinels.CalledAETitle]).Count(), 0, 10));

    [Fact]
    public void EveryWebRequest_ReadsNothingThatCouldBeAPatients()
    {
        var paths = lab.Check.Dialer.Taps.Where(tap => tap.Sent[0][0] is (byte)'G' or (byte)'H')
            .SelectMany(tap => Encoding.ASCII.GetString(tap.SentBytes).Split("\r\n").Where(l => l.EndsWith(" HTTP/1.1", StringComparison.Ordinal)))
            .Select(l => l.Split(' ')[1]).Distinct().ToList();

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(path is "/" or "/system" or "/statistics" || path.EndsWith($"/studies?{lab.Check.Options.Sentinels.QidoQuery}", StringComparison.Ordinal), path));
    }

    [Fact]
    public async Task Budget_IsNeverExceededAndItsEndIsSaid()
    {
        await using var first = ScriptedPeer.Listen(s => s.Reject(1, 1, 7));
        await using var second = ScriptedPeer.Listen(s => s.Reject(1, 1, 7));
        var check = new Check().WithBudget(3);
        check = check with { Options = check.Options with { TryDefaultCalled = true } };
        var system = await check.RunAsync(first.Port, second.Port);

        Assert.Equal(3, check.Dialer.Taps.Count);
        Assert.True(system.BudgetExhausted);
        Assert.Equal([ServiceKind.Dicom, ServiceKind.NotExamined], system.Ports.Select(p => p.Service));
        Assert.Empty(second.Connections);
    }

    [Fact]
    public async Task OneConnection_AtATime_AsThePeerCountsThem()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Accept().Echo().Find(Answers.Respond(0)).Find(Answers.Respond(0)).Find(Answers.Respond(0)).Release(),
            s => s.Accept().Release());
        await new Check().RunAsync(peer);

        await peer.EndedAsync(2, TestContext.Current.CancellationToken);
        Assert.Equal(1, peer.MaximumSimultaneousConnections);
    }

    [Fact]
    public async Task UnexpectedPending_IsAnsweredByAbortAtOnceAndNothingMoreIsAsked()
    {
        // What follows the command is no data set at all: whoever tried to read it would stumble.
        byte[] patient = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        await using var peer = ScriptedPeer.Listen(
            s => s.Accept().Echo().Find(command =>
            [
                .. Answers.Command(Answers.ContextOf(command), [.. Answers.Response(command, 0xFF00).Select(e => e.Tag == 0x0000_0800 ? (e.Tag, Answers.Short(0x0001)) : e)]),
                .. Answers.Data(Answers.ContextOf(command), 2, patient),
            ]).ExpectPdu(Abort).Close(),
            s => s.Accept().Release());
        var port = await new Check().RunAsync(peer);

        var connections = await peer.EndedAsync(2, TestContext.Current.CancellationToken);
        Assert.Equal(
            [new(QueryModel.StudyRoot, QueryOutcome.ReturnedRecords, 0xFF00), new(QueryModel.PatientRoot, QueryOutcome.NotAsked), new(QueryModel.ModalityWorklist, QueryOutcome.NotAsked)],
            port.Dicom!.Queries);
        Assert.Equal([AssociateRequest, DataTransfer, DataTransfer, DataTransfer, Abort], Read(connections[0].ReceivedBytes()).PduTypes);
        Assert.Empty(port.Dicom.Attempts.Single().Anomalies);
        Assert.All(connections.Skip(1), c => Assert.Empty(Read(c.ReceivedBytes()).Commands));
    }

    [Fact]
    public async Task ServerThatPoursRecords_IsLeftAtOnce()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Accept().Echo().Find(command => Answers.Command(Answers.ContextOf(command), [.. Answers.Response(command, 0xFF01).Select(e => e.Tag == 0x0000_0800 ? (e.Tag, Answers.Short(1)) : e)]))
                .SendForever(Answers.Data(3, 0, new byte[8000])),
            s => s.Accept().Release());
        var check = new Check().Within(Check.Short);
        var port = await check.RunAsync(peer);

        Assert.Equal(QueryOutcome.ReturnedRecords, port.Dicom!.Queries[0].Outcome);
        Assert.Equal(Abort, Read(check.Dialer.Taps[0].SentBytes).PduTypes.Last());
    }

    [Fact]
    public async Task Discovery_IsOneAssociationWithOneContextAndNoCommand()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Accept().Release());
        var check = new Check();
        check = check with { Options = check.Options with { DiscoverOnly = true } };
        await check.RunAsync(peer);

        var association = Read((await peer.EndedAsync(1, TestContext.Current.CancellationToken))[0].ReceivedBytes());
        Assert.Equal([AssociateRequest, ReleaseRequest], association.PduTypes);
        Assert.Equal(Answers.Verification, Assert.Single(association.Contexts).AbstractSyntax);
        Assert.Single(check.Dialer.Taps);
    }

    [Fact]
    public async Task Cancellation_ClosesWhatIsOpenAndKeepsWhatWasFound()
    {
        using var cancellation = new CancellationTokenSource();
        await using var first = ScriptedPeer.Listen(s => s.Reject(1, 1, 1));
        await using var second = ScriptedPeer.Listen(s => s.ExpectPdu(AssociateRequest).Send(_ => { cancellation.Cancel(); return []; }).StaySilent());
        var check = new Check();
        var system = await check.RunAsync([first.Port, second.Port], cancellation.Token);

        Assert.True(system.Interrupted);
        Assert.Equal(ServiceKind.Dicom, Assert.Single(system.Ports).Service);
        Assert.Equal(0, check.Dialer.StillOpen);
    }

    private static bool AnswersPending(ReceivedAssociation received) =>
        received.Commands.Any(c => c.TryGetValue(0x0000_0900, out var status) && status[1] == 0xFF);

    // The top level of a data set in explicit little endian (PS3.5 §7.1.2): CS, UI and LO have lengths of two bytes, SQ of four after two reserved ones.
    private static IEnumerable<uint> TagsOf(byte[] set)
    {
        for (var at = 0; at < set.Length;)
        {
            yield return (uint)(set[at] | set[at + 1] << 8) << 16 | (uint)(set[at + 2] | set[at + 3] << 8);
            var isSequence = set[at + 4] == 'S' && set[at + 5] == 'Q';
            at += isSequence ? 12 + BitConverter.ToInt32(set, at + 8) : 8 + BitConverter.ToUInt16(set, at + 6);
        }
    }
}
