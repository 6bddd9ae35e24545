using System.Net;
using Leadglass.Dicom;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Sessions;

namespace Leadglass.Fuzzing.Tests.Sessions;

public sealed class SessionSourceTests
{
    private static readonly SessionTarget Target = new(new IPEndPoint(IPAddress.Loopback, 104), "THEM", "US") { Stores = true };

    private static readonly IReadOnlyList<Seed> Seeds = SessionSeeds.Of(Target, null);

    [Fact]
    public void Make_SameSeedAndIndex_IsTheSameConversation()
    {
        var one = new SessionSource(5, Seeds);
        var other = new SessionSource(5, Seeds);
        for (var i = 999; i >= 0; i--)
            other.Make(i);      // what was made before must not matter

        Assert.All(Enumerable.Range(0, 1000), i => Assert.True(one.Make(i).Bytes.Span.SequenceEqual(other.Make(i).Bytes.Span), $"case {i}"));
        Assert.NotEqual(new SessionSource(6, Seeds).Make(3).Bytes.ToArray(), one.Make(3).Bytes.ToArray());
    }

    [Fact]
    public void Make_EveryCase_IsAConversationThatCanBePlayed()
    {
        var source = new SessionSource(1, Seeds);
        var used = new HashSet<string>();
        for (var i = 0; i < 3000; i++)
        {
            var made = source.Make(i);
            Assert.True(SessionProgram.TryRead(made.Bytes.Span, out _, out var error), $"case {i}: {error}");
            used.UnionWith(made.Steps.Select(static step => step.Operator));
        }

        Assert.Equal(SessionOperators.All.Select(static op => op.Id).Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    /// <summary>What is left of several conversations has no steps: the bytes say what is wrong (PS3.8 §9.3.2.2: odd integers, PS3.7 §9.3.5).</summary>
    [Fact]
    public void Explain_WithoutSteps_SaysWhatTheBytesShow()
    {
        var request = PduWriter.ToBytes(new AssociateRequest { CalledAETitle = "THEM", CallingAETitle = "US", PresentationContexts = [new PresentationContextRequest(2, Uids.Verification, [Uids.ImplicitVRLittleEndian])] });
        var answer = CommandSetWriter.ToBytes(new CEchoResponse { MessageIdBeingRespondedTo = 1, AffectedSopClassUid = Uids.Verification, HasDataSet = false, Status = DimseStatus.Success });
        var source = new SessionSource(1, Seeds);

        string Explained(params SessionStep[] steps) => source.Explain(default, new SessionProgram(steps).ToBytes(), []);
        Assert.StartsWith("A-ASSOCIATE-RQ: presentation-context-id: 2 is not odd (", Explained(new SendStep(request)), StringComparison.Ordinal);
        Assert.StartsWith("C-ECHO-RSP: nobody asked for it (", Explained(new MessageStep(1, answer)), StringComparison.Ordinal);
        Assert.StartsWith("no step is wrong by itself (A-RELEASE-RQ: 10 bytes", Explained(new SendStep(PduWriter.ToBytes(new ReleaseRequest()))), StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_OfEveryService_AreInGoodOrder()
    {
        foreach (var seed in Seeds)
        {
            Assert.True(SessionProgram.TryRead(seed.Bytes.Span, out var program, out _));
            foreach (var step in program.Steps)
            {
                if (step is SendStep send)
                    Assert.True(PduReader.Read(send.Bytes, Conformance.Strict).Pdu is not null, $"{seed.Name}: {string.Join("; ", PduReader.Read(send.Bytes, Conformance.Strict).Anomalies)}");
                else if (step is MessageStep message)
                    Assert.True(CommandSetReader.Read(message.Command, Conformance.Strict).Command is not null, seed.Name);
            }
        }
    }

    [Fact]
    public void Seeds_WithoutLeave_LeaveNothingBehind()
    {
        var reading = SessionSeeds.Of(Target with { Stores = false }, null);

        Assert.All(reading, static seed => Assert.DoesNotContain(Steps(seed), SessionGuard.Writes));
        Assert.All(Seeds.Where(static seed => seed.Name.StartsWith("store", StringComparison.Ordinal)), static seed => Assert.Contains(Steps(seed), SessionGuard.Writes));
    }

    [Fact]
    public void Seeds_OfServicesThatAreNotThere_AreLeftOutButOne()
    {
        var seeds = SessionSeeds.Of(Target with { Stores = false }, new HashSet<string> { Uids.Verification });

        Assert.Single(seeds, static seed => seed.Name.StartsWith("find", StringComparison.Ordinal));
        Assert.Contains(seeds, static seed => seed.Name == "echo");
        Assert.DoesNotContain(seeds, static seed => seed.Name == "move");
    }

    /// <summary>A mutation can turn a query into an order to delete: as a message, as a PDU, and cut into fragments.</summary>
    [Fact]
    public void Guard_CommandThatLasts_IsSeenHoweverItIsSent()
    {
        var command = CommandSetWriter.ToBytes(new NDeleteRequest { MessageId = 1, RequestedSopClassUid = "1.2", RequestedSopInstanceUid = "1.2.3", HasDataSet = false });
        var whole = MessageParts.Encode(new MessageStep(1, command), 16384, default);
        var pieces = MessageParts.Encode(new MessageStep(1, command) { Fragment = 7 }, 16384, default);

        Assert.True(SessionGuard.Writes(new MessageStep(1, command)));
        Assert.True(SessionGuard.Writes(new SendStep(whole)));
        Assert.True(SessionGuard.Writes(new SendStep(pieces)));
        Assert.False(SessionGuard.Writes(new MessageStep(1, CommandSetWriter.ToBytes(new CEchoRequest { MessageId = 1, HasDataSet = false }))));
    }

    [Fact]
    public async Task Reduce_ConversationThatFailsByOneStep_LeavesThatStep()
    {
        Assert.True(SessionProgram.TryRead(Seeds.First(static seed => seed.Name == "store-ct").Bytes.Span, out var program, out _));
        var row = SessionProgram.InARow([program, program]);

        // Whatever sends a C-STORE-RQ on the second connection.
        var smallest = await new SessionSource(1, Seeds).ReduceAsync(row.ToBytes(), static bytes => Task.FromResult(
            SessionProgram.TryRead(bytes.Span, out var tried, out _) && tried.Connections().ToList() is { Count: 2 } two && two[1].Steps.Any(SessionGuard.Writes)), 200);

        Assert.True(SessionProgram.TryRead(smallest.Span, out var left, out _));
        Assert.Collection(left.Steps, static step => Assert.IsType<ConnectStep>(step), static step => Assert.Empty(Assert.IsType<MessageStep>(step).Data!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"steps":[]}""")]
    [InlineData("""{"steps":[{"do":"send","bytes":"0"}]}""")]
    [InlineData("""{"steps":[{"do":"send"}]}""")]
    [InlineData("""{"steps":[{"do":"format-disk"}]}""")]
    [InlineData("""{"steps":[null]}""")]
    public void TryRead_WhatIsNoConversation_IsRefusedWithAReason(string text)
    {
        Assert.False(SessionProgram.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out _, out var error));
        Assert.NotEmpty(error);
    }

    private static IEnumerable<SessionStep> Steps(Seed seed) => SessionProgram.TryRead(seed.Bytes.Span, out var program, out _) ? program.Steps : [];
}
