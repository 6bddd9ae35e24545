using Leadglass.Dicom.UpperLayer;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Tests.Wire;
using Leadglass.TestKit;
using static Leadglass.Exposure.Tests.Wire.ReceivedAssociation;

namespace Leadglass.Exposure.Tests.Probing;

/// <summary>Servers that lie, stall and break off: each ends in an observation that is true, in time and without an exception.</summary>
public sealed class HostileDicomTests
{
    [Fact]
    public async Task FirstByte_OfEveryValueThenNothing_IsKeptAsItCame()
    {
        for (var value = 0; value <= 255; value++)
        {
            byte[] only = [(byte)value];
            await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(only).Close(), s => s.Expect(1).Close());
            var port = await new Check().RunAsync(peer);

            Assert.Equal((value, ServiceKind.Other), (value, port.Service));
            Assert.Equal(only, port.FirstBytes.ToArray());
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task FirstByte_OfAPduThenSilence_IsWhatWasHeard(byte type)
    {
        await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send([type]).StaySilent());
        var port = await new Check().Within(Check.Short).RunAsync(peer);

        Assert.Equal(ServiceKind.Other, port.Service);
        Assert.Equal([type], port.FirstBytes.ToArray());
    }

    [Fact]
    public async Task Acceptance_CutAnywhere_IsDicomAndNoAcceptance()
    {
        var whole = int.MaxValue;
        for (var length = 2; length < whole; length += 89)
        {
            await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(request =>
            {
                var accept = Answers.Accept()(request);
                whole = accept.Length;
                return accept[..length];
            }).Close());
            var port = await new Check().RunAsync(peer);

            Assert.Equal(ServiceKind.Dicom, port.Service);
            Assert.Equal(AssociationOutcomeKind.Closed, Assert.Single(port.Dicom!.Attempts).Outcome);
            Assert.Null(port.Dicom.Accepted);
            Assert.Equal(AePolicy.Undetermined, AePolicyAssessment.Of(port)!.Policy);
        }
    }

    [Fact]
    public async Task Reset_AfterEachOfTheFirst80Bytes_IsNeverMoreThanWhatWasHeard()
    {
        for (var length = 0; length <= 80; length++)
        {
            await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(request => Answers.Accept()(request)[..length]).Reset(), s => s.Expect(1).Reset());
            var port = await new Check().RunAsync(peer);

            // A reset may overtake the bytes before it: then nothing was heard, or one byte, which is not yet the beginning of a PDU.
            Assert.True(port.Service is ServiceKind.ClosedUnheard || (port.Service is ServiceKind.Other && length > 0) || (port.Service is ServiceKind.Dicom && length > 1), $"{length}: {port.Service}");
            Assert.Null(port.Dicom?.Accepted);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(67)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]                    // FFFFFFFFH: 4 GiB
    public async Task Acceptance_WithALyingLength_IsNoAcceptance(int length)
    {
        await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(request =>
        {
            var accept = Answers.Accept()(request);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(accept.AsSpan(2), length);
            return accept;
        }).StaySilent());
        var port = await new Check().Within(Check.Short).RunAsync(peer);

        Assert.True(port.Dicom is null or { Accepted: null });
        Assert.True(port.Service is ServiceKind.Dicom or ServiceKind.Other);
    }

    [Fact]
    public async Task Acceptance_ThatNeverEnds_IsGivenUp()
    {
        await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(Hex.Parse("02 00 FF FF FF FF")).SendForever(new byte[4096]));
        var port = await new Check().Within(Check.Short).RunAsync(peer);

        Assert.Null(port.Dicom?.Accepted);
    }

    [Fact]
    public async Task Acceptance_DrippingByteByByte_IsGivenUpAtTheDeadline()
    {
        await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(Hex.Parse("02 00 00 00 FF FF")).SendForever([0], TimeSpan.FromMilliseconds(10)));
        var port = await new Check().Within(Check.Short).RunAsync(peer);

        Assert.Equal(AssociationOutcomeKind.TimedOut, port.Dicom!.Attempts[0].Outcome);
        Assert.Null(port.Dicom.Accepted);
    }

    [Fact]
    public async Task Acceptance_InManySmallPieces_IsUnderstood()
    {
        await using var peer = ScriptedPeer.Listen(s =>
        {
            var accept = Array.Empty<byte>();
            s.ExpectPdu().Send(request => { accept = Answers.Accept(Answers.Verification)(request); return []; });
            for (var i = 0; i < 100; i++)
            {
                var at = i;
                s.Send(_ => accept[at..(at + 1)]);
            }

            s.Send(_ => accept[100..]).Echo().Release();
        });
        var port = await new Check().RunAsync(peer);

        Assert.NotNull(port.Dicom?.Accepted);
        Assert.Equal((ushort)0, port.Dicom.EchoStatus);
    }

    [Fact]
    public async Task Acceptance_WithoutContexts_LeavesNothingToAsk()
    {
        await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(request => Answers.Accept(request, [])).Release());
        var port = await new Check().RunAsync(peer);

        Assert.All(port.Dicom!.Queries, q => Assert.Equal(QueryOutcome.ContextRefused, q.Outcome));
        Assert.Null(port.Dicom.EchoStatus);
        Assert.True(port.Dicom.Accepted!.Released);
    }

    [Fact]
    public async Task Acceptance_OfContextsThatWereNeverProposed_OpensNothing()
    {
        await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(request =>
            Answers.Accept(request, [.. new byte[] { 0, 2, 254, 255 }.Select(id => Answers.Context(id, 0, Answers.ImplicitLittleEndian))])).Release());
        var port = await new Check().RunAsync(peer);

        var accepted = port.Dicom!.Accepted!;
        Assert.Empty(ContextSurvey.Of(accepted.Request, accepted.Accept!).Capabilities);
        Assert.All(port.Dicom.Queries, q => Assert.Equal(QueryOutcome.ContextRefused, q.Outcome));
    }

    [Fact]
    public async Task Acceptance_OfTheSameContextTwice_IsUsedOnce()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.ExpectPdu().Send(request =>
            {
                var id = Read(request).Contexts.Single(c => c.AbstractSyntax == Answers.Verification).Id;
                return Answers.Accept(request, Answers.Context(id, 3, Answers.ImplicitLittleEndian), Answers.Context(id, 0, Answers.ImplicitLittleEndian), Answers.Context(id, 0, Answers.ImplicitLittleEndian));
            }).Echo().Release(),
            s => s.Accept().Release());
        var port = await new Check().RunAsync(peer);

        Assert.Equal((ushort)0, port.Dicom!.EchoStatus);
        await peer.EndedAsync(2, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.2")]             // big endian
    [InlineData("1.2.840.10008.1.2.4.50")]          // JPEG
    [InlineData("")]
    [InlineData("not a uid")]
    public async Task Acceptance_WithATransferSyntaxThatWasNotProposed_IsNotAskedInIt(string transferSyntax)
    {
        await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(request =>
            Answers.Accept(request, [.. Read(request).Contexts.Select(c => Answers.Context(c.Id, 0, transferSyntax))])).Release());
        var check = new Check();
        var port = await check.RunAsync(peer);

        Assert.All(port.Dicom!.Queries, q => Assert.Equal(QueryOutcome.NotAsked, q.Outcome));
        Assert.All(check.Dialer.Taps, tap => Assert.Empty(Read(tap.SentBytes).DataSets));
    }

    [Fact]
    public async Task AlmostAnAcceptance_NeverEndsInAnException()
    {
        var valid = Answers.Accept(
            [1, 0, 0, 0, 0, 68, 0, 1, 0, 0, .. new byte[64]],
            Answers.Context(1, 0, Answers.ImplicitLittleEndian),
            Answers.Context(3, 3, Answers.ImplicitLittleEndian));
        var samples = new List<byte[]>();
        Property.Check(ArbitraryBytes.Near(valid), bytes => samples.Add(bytes), count: 150);

        foreach (var bytes in samples)
        {
            await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(bytes).Close(), s => s.Expect(1).Close());
            var port = await new Check().RunAsync(peer);
            Assert.True(Enum.IsDefined(port.Service));
        }
    }

    [Fact]
    public async Task PduThatIsNoAnswer_IsAProtocolError()
    {
        foreach (var pdu in new[] { Answers.ReleaseResponse, Answers.ReleaseRequest, Answers.Data(1, 3, [0, 0]) })
        {
            await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu().Send(pdu).StaySilent());
            var port = await new Check().Within(Check.Short).RunAsync(peer);

            Assert.Equal(ServiceKind.Dicom, port.Service);
            Assert.All(port.Dicom!.Attempts, a => Assert.Equal(AssociationOutcomeKind.ProtocolError, a.Outcome));
        }
    }

    /// <summary>What a server does with the first C-FIND, and what may be concluded from it.</summary>
    public static TheoryData<string, QueryOutcome> AnswersToAFind => new()
    {
        { "success", QueryOutcome.Searched },
        { "not authorised", QueryOutcome.NotAuthorised },
        { "out of resources", QueryOutcome.OtherStatus },
        { "identifier does not match", QueryOutcome.OtherStatus },
        { "unable to process", QueryOutcome.OtherStatus },
        { "a warning", QueryOutcome.OtherStatus },
        { "cancelled", QueryOutcome.OtherStatus },
        { "a status that does not exist", QueryOutcome.OtherStatus },
        { "another message id", QueryOutcome.NoAnswer },
        { "another accepted context", QueryOutcome.NoAnswer },
        { "a context that was not accepted", QueryOutcome.NoAnswer },
        { "no status", QueryOutcome.NoAnswer },
        { "no message id", QueryOutcome.NoAnswer },
        { "the response of another command", QueryOutcome.NoAnswer },
        { "the request itself", QueryOutcome.NoAnswer },
        { "a command that does not exist", QueryOutcome.NoAnswer },
        { "half an element", QueryOutcome.NoAnswer },
        { "an element of 4 GiB", QueryOutcome.NoAnswer },
        { "a data set without a command", QueryOutcome.NoAnswer },
        { "a fragment longer than its PDU", QueryOutcome.NoAnswer },
        { "an empty P-DATA-TF", QueryOutcome.NoAnswer },
        { "a PDU longer than was announced", QueryOutcome.NoAnswer },
        { "another acceptance", QueryOutcome.NoAnswer },
        { "a release request", QueryOutcome.NoAnswer },
        { "a close", QueryOutcome.NoAnswer },
        { "an abort by the application", QueryOutcome.Aborted },
        { "an abort for a fault", QueryOutcome.Faulted },
    };

    [Theory]
    [MemberData(nameof(AnswersToAFind))]
    public async Task Find_Answered_MeansNoMoreThanWasSaid(string answer, QueryOutcome expected)
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Accept(Answers.Verification, Answers.StudyRootFind).Echo().Find(command => Answer(answer, command)).Close(),
            s => s.Accept(Answers.Verification).Release());
        var port = await new Check().RunAsync(peer);

        Assert.Equal(expected, port.Dicom!.Queries.Single(q => q.Model == QueryModel.StudyRoot).Outcome);
    }

    [Fact]
    public async Task Find_NotAnswered_IsGivenUpAtTheDeadline()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Accept(Answers.Verification, Answers.StudyRootFind).Echo().StaySilent(),
            s => s.Accept(Answers.Verification).Release());
        var port = await new Check().Within(Check.Short).RunAsync(peer);

        Assert.Equal(QueryOutcome.NoAnswer, port.Dicom!.Queries[0].Outcome);
    }

    [Fact]
    public async Task Find_AnsweredByFragmentsForEver_IsGivenUpAtTheDeadline()
    {
        // Each PDU is whole and in time; only the command never ends.
        await using var peer = ScriptedPeer.Listen(
            s => s.Accept(Answers.Verification, Answers.StudyRootFind).Echo().SendForever(Answers.Data(1, 1, [0, 0]), TimeSpan.FromMilliseconds(10)),
            s => s.Accept(Answers.Verification).Release());
        var port = await new Check().Within(Check.Short).RunAsync(peer);

        Assert.Equal(QueryOutcome.NoAnswer, port.Dicom!.Queries[0].Outcome);
    }

    [Fact]
    public async Task Release_AnsweredByDataForEver_IsGivenUpAtTheDeadline()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Accept(Answers.Verification).Echo().ExpectPdu(ReleaseRequest).SendForever(Answers.Data(1, 0, new byte[100]), TimeSpan.FromMilliseconds(10)),
            s => s.Accept(Answers.Verification).Release());
        var port = await new Check().Within(Check.Short).RunAsync(peer);

        Assert.False(port.Dicom!.Attempts[0].Released);
    }

    [Fact]
    public async Task Identity_MetByAClose_WasOfferedAllTheSame()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Accept(Answers.Verification).Echo().Release(),
            s => s.ExpectPdu().Close());
        var port = await new Check().RunAsync(peer);

        Assert.Equal(IdentityOutcome.Unclear, Assert.Single(port.Dicom!.Identities).Outcome);
    }

    private static byte[] Answer(string kind, byte[] command)
    {
        var context = Answers.ContextOf(command);
        return kind switch
        {
            "success" => Answers.Respond(0x0000)(command),
            "not authorised" => Answers.Respond(0x0124)(command),
            "out of resources" => Answers.Respond(0xA700)(command),
            "identifier does not match" => Answers.Respond(0xA900)(command),
            "unable to process" => Answers.Respond(0xC001)(command),
            "a warning" => Answers.Respond(0xB000)(command),
            "cancelled" => Answers.Respond(0xFE00)(command),
            "a status that does not exist" => Answers.Respond(0x7777)(command),
            "another message id" => Changed(0x0000_0120, [0x39, 0x30]),
            "another accepted context" => Answers.Command(1, Answers.Response(command, 0)),     // verification's
            "a context that was not accepted" => Answers.Command(201, Answers.Response(command, 0)),
            "no status" => Without(0x0000_0900),
            "no message id" => Without(0x0000_0120),
            "the response of another command" => Changed(0x0000_0100, Answers.Short(0x8030)),
            "the request itself" => command,
            "a command that does not exist" => Changed(0x0000_0100, Answers.Short(0x8FFF)),
            "half an element" => Answers.Data(context, 3, [0, 0, 0, 1, 2, 0]),
            "an element of 4 GiB" => Answers.Data(context, 3, Hex.Parse("00 00 00 01 FF FF FF FF 20 80")),
            "a data set without a command" => Answers.Data(context, 2, [8, 0, 0x52, 0, 0, 0, 0, 0]),
            "a fragment longer than its PDU" => Answers.Pdu(4, [0, 0, 1, 0, context, 3, 0, 0]),
            "an empty P-DATA-TF" => Answers.Pdu(4, []),
            "a PDU longer than was announced" => Answers.Data(context, 3, new byte[40_000]),
            "another acceptance" => Answers.Accept([1, 0, 0, 0, 0, 68, .. new byte[68]]),
            "a release request" => Answers.ReleaseRequest,
            "a close" => [],
            "an abort by the application" => Answers.Abort(source: 0),      // PS3.8 Table 9-26
            "an abort for a fault" => Answers.Abort(source: 2, reason: 6),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

        byte[] Without(uint tag) => Answers.Command(context, [.. Answers.Response(command, 0).Where(e => e.Tag != tag)]);

        byte[] Changed(uint tag, byte[] value) => Answers.Command(context, [.. Answers.Response(command, 0).Select(e => e.Tag == tag ? (tag, value) : e)]);
    }
}
