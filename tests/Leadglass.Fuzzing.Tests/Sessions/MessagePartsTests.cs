using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Fuzzing.Sessions;

namespace Leadglass.Fuzzing.Tests.Sessions;

public sealed class MessagePartsTests
{
    private static readonly byte[] Command = CommandSetWriter.ToBytes(new NSetRequest { MessageId = 2, RequestedSopClassUid = "1.2", RequestedSopInstanceUid = SessionSeeds.Unbound, HasDataSet = true });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void Encode_AnyFragment_KeepsEveryByteAndMarksTheLast(int fragment)
    {
        var data = Enumerable.Range(0, 300).Select(static i => (byte)i).ToArray();
        var bytes = MessageParts.Encode(new MessageStep(5, Command, data) { Fragment = fragment }, 128, default);

        var values = new List<PresentationDataValue>();
        for (var rest = bytes.AsSpan(); !rest.IsEmpty;)
        {
            var read = PduReader.Read(rest);
            Assert.InRange(read.Consumed - 6, 0, 128);
            values.AddRange(Assert.IsType<DataTransfer>(read.Pdu).Values);
            rest = rest[read.Consumed..];
        }
        Assert.Equal(Command, values.Where(static value => value.IsCommand).SelectMany(static value => value.Fragment.ToArray()));
        Assert.Equal(data, values.Where(static value => !value.IsCommand).SelectMany(static value => value.Fragment.ToArray()));
        Assert.Equal(2, values.Count(static value => value.IsLast));
        Assert.True(values[^1].IsLast && values.Last(static value => value.IsCommand).IsLast);
        Assert.All(values, static value => Assert.Equal(5, value.ContextId));
    }

    [Fact]
    public void Encode_RebindingMessage_NamesTheInstanceThatThePeerGave()
    {
        var bytes = MessageParts.Encode(new MessageStep(1, Command) { Rebind = true }, 16384, new Binding("1.2.840.99999", null));
        var value = Assert.Single(Assert.IsType<DataTransfer>(PduReader.Read(bytes).Pdu).Values);

        var set = Assert.IsType<NSetRequest>(CommandSetReader.Read(value.Fragment.Span, Dicom.Conformance.Strict).Command);
        Assert.Equal("1.2.840.99999", set.RequestedSopInstanceUid);
    }

    [Theory]
    [InlineData(CommandField.CEchoRequest, "C-ECHO-RQ")]
    [InlineData(CommandField.CCancelRequest, "C-CANCEL-RQ")]
    [InlineData(CommandField.NEventReportResponse, "N-EVENT-REPORT-RSP")]
    [InlineData((CommandField)0x7FFF, "an unknown command")]
    public void NameOf_CommandField_IsItsNameInTheStandard(CommandField field, string name) => Assert.Equal(name, MessageParts.NameOf(field));

    /// <summary>Lengths of an A-ASSOCIATE-RQ with one context and the usual user information, counted by hand in PS3.8 §9.3.2.</summary>
    [Fact]
    public void LengthFields_OfARequest_AreAllFoundWithTheirTruth()
    {
        var bytes = PduWriter.ToBytes(new AssociateRequest { PresentationContexts = [new PresentationContextRequest(1, "1.2.840.10008.1.1", ["1.2.840.10008.1.2"])] });

        var fields = LengthField.In(bytes).Select(field => (field.Of, field.Read(bytes))).ToList();

        Assert.Equal(("PDU", (uint)bytes.Length - 6), fields[0]);
        Assert.Contains(("item 10H", 21u), fields);         // 1.2.840.10008.3.1.1.1
        Assert.Contains(("item 20H", 46u), fields);         // 4 + (4 + 17) + (4 + 17)
        Assert.Contains(("sub-item 30H", 17u), fields);
        Assert.Contains(("sub-item 40H", 17u), fields);
        Assert.Contains(("sub-item 51H", 4u), fields);
    }
}
