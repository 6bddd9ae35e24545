using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Dimse;

public class CommandSetTests
{
    public static TheoryData<ushort, Type> Fields => new()
    {
        { 0x0001, typeof(CStoreRequest) },
        { 0x8001, typeof(CStoreResponse) },
        { 0x0010, typeof(CGetRequest) },
        { 0x8010, typeof(CGetResponse) },
        { 0x0020, typeof(CFindRequest) },
        { 0x8020, typeof(CFindResponse) },
        { 0x0021, typeof(CMoveRequest) },
        { 0x8021, typeof(CMoveResponse) },
        { 0x0030, typeof(CEchoRequest) },
        { 0x8030, typeof(CEchoResponse) },
        { 0x0FFF, typeof(CCancelRequest) },
        { 0x0100, typeof(NEventReportRequest) },
        { 0x8100, typeof(NEventReportResponse) },
        { 0x0110, typeof(NGetRequest) },
        { 0x8110, typeof(NGetResponse) },
        { 0x0120, typeof(NSetRequest) },
        { 0x8120, typeof(NSetResponse) },
        { 0x0130, typeof(NActionRequest) },
        { 0x8130, typeof(NActionResponse) },
        { 0x0140, typeof(NCreateRequest) },
        { 0x8140, typeof(NCreateResponse) },
        { 0x0150, typeof(NDeleteRequest) },
        { 0x8150, typeof(NDeleteResponse) },
        { 0x0160, typeof(UnknownCommand) },
    };

    /// <summary>New messages of every kind with what they carry, and the elements that PS3.7 §9.3 and §10.3 give them after the group length.</summary>
    public static TheoryData<CommandSet, string> Messages => new()
    {
        {
            new CStoreRequest
            {
                MessageId = 2,
                AffectedSopClassUid = "1.2",
                AffectedSopInstanceUid = "1.3",
                Priority = Priority.High,
                MoveOriginatorAETitle = "ORIGIN",
                MoveOriginatorMessageId = 9,
            },
            """
            0000 0200 04000000 312E3200  0000 0001 02000000 0100  0000 1001 02000000 0200  0000 0007 02000000 0100  0000 0008 02000000 0000
            0000 0010 04000000 312E3300  0000 3010 06000000 4F524947494E  0000 3110 02000000 0900
            """
        },
        {
            new CMoveRequest { MessageId = 3, AffectedSopClassUid = "1.2", MoveDestination = "STORE" },
            """
            0000 0200 04000000 312E3200  0000 0001 02000000 2100  0000 1001 02000000 0300  0000 0006 06000000 53544F524520
            0000 0007 02000000 0000  0000 0008 02000000 0000
            """
        },
        {
            new CMoveResponse
            {
                MessageIdBeingRespondedTo = 3,
                Status = new DimseStatus(0xB000),
                RemainingSuboperations = 1,
                CompletedSuboperations = 2,
                FailedSuboperations = 3,
                WarningSuboperations = 4,
            },
            """
            0000 0001 02000000 2180  0000 2001 02000000 0300  0000 0009 02000000 00B0
            0000 2010 02000000 0100  0000 2110 02000000 0200  0000 2210 02000000 0300  0000 2310 02000000 0400
            """
        },
        {
            new CCancelRequest { MessageIdBeingRespondedTo = 7, HasDataSet = false },
            "0000 0001 02000000 FF0F  0000 2001 02000000 0700  0000 0008 02000000 0101"
        },
        {
            new NEventReportRequest { MessageId = 1, AffectedSopClassUid = "1.2", AffectedSopInstanceUid = "1.3", EventTypeId = 2, HasDataSet = true },
            """
            0000 0200 04000000 312E3200  0000 0001 02000000 0001  0000 1001 02000000 0100  0000 0008 02000000 0000
            0000 0010 04000000 312E3300  0000 0210 02000000 0200
            """
        },
        {
            new NGetRequest
            {
                MessageId = 1,
                RequestedSopClassUid = "1.2",
                RequestedSopInstanceUid = "1.3",
                AttributeIdentifierList = [Tags.PatientId, Tags.Modality],
            },
            """
            0000 0300 04000000 312E3200  0000 0001 02000000 1001  0000 1001 02000000 0100
            0000 0110 04000000 312E3300  0000 0510 08000000 1000 2000 0800 6000
            """
        },
        {
            new NActionRequest { MessageId = 1, RequestedSopClassUid = "1.2", RequestedSopInstanceUid = "1.3", ActionTypeId = 1 },
            """
            0000 0300 04000000 312E3200  0000 0001 02000000 3001  0000 1001 02000000 0100
            0000 0110 04000000 312E3300  0000 0810 02000000 0100
            """
        },
        {
            new NCreateResponse
            {
                MessageIdBeingRespondedTo = 1,
                Status = new DimseStatus(0x0106),
                AffectedSopInstanceUid = "1.3",
                ErrorComment = "no",
                ErrorId = 5,
                OffendingElements = [Tags.PatientName],
            },
            """
            0000 0001 02000000 4081  0000 2001 02000000 0100  0000 0009 02000000 0601  0000 0109 04000000 1000 1000
            0000 0209 02000000 6E6F  0000 0309 02000000 0500  0000 0010 04000000 312E3300
            """
        },
    };

    [Fact]
    public void ToBytes_Echo_GivesTheBytesOfTheStandard()
    {
        var echo = new CEchoRequest { MessageId = 1, AffectedSopClassUid = Uids.Verification, HasDataSet = false };

        Assert.Equal(Vectors.EchoRequestPdu[12..], CommandSetWriter.ToBytes(echo));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void ToBytes_MessageMadeInCode_IsSortedWithItsGroupLength(CommandSet command, string elements)
    {
        var expected = Hex.Parse(elements);

        Assert.Equal([.. Hex.Parse("0000 0000 04000000"), .. BitConverter.GetBytes(expected.Length), .. expected], CommandSetWriter.ToBytes(command));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Read_MessageMadeInCode_GivesItsKindBack(CommandSet command, string elements)
    {
        Assert.NotEmpty(elements);
        var bytes = CommandSetWriter.ToBytes(command with { HasDataSet = command.HasDataSet });
        var result = CommandSetReader.Read(bytes, Conformance.Strict);

        Assert.Empty(result.Anomalies);
        Assert.Equal(command.GetType(), result.Command!.GetType());
        Assert.Equal(bytes, CommandSetWriter.ToBytes(result.Command));
    }

    [Fact]
    public void Read_FindOfFindscu_GivesItsFields()
    {
        var result = CommandSetReader.Read(Captured.FindscuCommand, Conformance.Strict);
        var find = Assert.IsType<CFindRequest>(result.Command);

        Assert.Empty(result.Anomalies);
        Assert.Equal(Uids.StudyRootQueryRetrieveInformationModelFind, find.AffectedSopClassUid);
        Assert.Equal(1, find.MessageId);
        Assert.Equal(Priority.Low, find.Priority);
        Assert.True(find.HasDataSet);
        Assert.Equal(Captured.FindscuCommand, CommandSetWriter.ToBytes(find));
    }

    [Fact]
    public void With_SameDataSetType_LeavesTheValueOfThePeer()
    {
        var find = CommandSetReader.Read(Captured.FindscuCommand).Command!;

        Assert.Equal(Captured.FindscuCommand, CommandSetWriter.ToBytes(find with { HasDataSet = true }));
    }

    [Fact]
    public void With_AnotherMessageId_WritesAFreshGroupLength()
    {
        var find = (CFindRequest)CommandSetReader.Read(Captured.FindscuCommand).Command!;
        var expected = Captured.FindscuCommand.ToArray();
        expected[66] = 0x2A;

        Assert.Equal(expected, CommandSetWriter.ToBytes(find with { MessageId = 0x2A }));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Read_CommandField_GivesTheTypeOfTheService(ushort field, Type expected)
    {
        var bytes = Hex.Parse("0000 0000 04000000 32000000 0000 0001 02000000 0000 0000 1001 02000000 0100 0000 2001 02000000 0100 0000 0008 02000000 0101 0000 0009 02000000 0000");
        BitConverter.TryWriteBytes(bytes.AsSpan(20), field);
        var command = CommandSetReader.Read(bytes).Command;

        Assert.IsType(expected, command);
        Assert.Equal((CommandField)field, command!.Field);
        Assert.Equal(bytes, CommandSetWriter.ToBytes(command));
    }

    [Theory]
    [InlineData("0000 0001 02000000 3000 0000 1001 02000000 0100 0000 0008 02000000 0101", "Command Group Length (0000,0000)")] // missing
    [InlineData("0000 0000 04000000 1F000000 0000 0001 02000000 3000 0000 1001 02000000 0100 0000 0008 02000000 0101", "Command Group Length (0000,0000)")] // 31 for 30
    [InlineData("0000 0000 04000000 1E000000 0000 1001 02000000 0100 0000 0001 02000000 3000 0000 0008 02000000 0101", "(0000,0100)")] // descending
    [InlineData("0000 0000 04000000 27000000 0000 0001 02000000 3000 0000 1001 02000000 0100 0000 0008 02000000 0101 0000 0010 01000000 31", "(0000,1000)")] // odd
    [InlineData("0000 0000 04000000 26000000 0000 0001 02000000 3000 0000 1001 02000000 0100 0000 0008 02000000 0101 0800 0500 00000000", "(0008,0005)")] // group 0008
    public void Read_DeviationOfTheSender_IsReportedAndKept(string hex, string field)
    {
        var result = CommandSetReader.Read(Hex.Parse(hex));

        Assert.Equal(field, Assert.Single(result.Anomalies).Field);
        Assert.Equal(Hex.Parse(hex), CommandSetWriter.ToBytes(result.Command!));
        Assert.Null(CommandSetReader.Read(Hex.Parse(hex), Conformance.Strict).Command);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000 0000 04000000 0A000000 0000 1001 02000000 0100")] // no command field
    [InlineData("0000 0000 04000000 08000000 0000 0001 00000000")] // an empty command field
    [InlineData("0000 0000 04000000 1C000000 0000 0001 02000000 3000 0000 1001 00000000 0000 0008 02000000 0101")] // an empty message id
    [InlineData("0000 0000 04000000 20000000 0000 0001 02000000 3000 0000 1001 04000000 01000200 0000 0008 02000000 0101")] // two message ids
    [InlineData("0000 0000 04000000 0A000000 0000 0001 04000000 3000")] // the value ends outside
    [InlineData("0000 0000 04000000 0A000000 0000 0001 FFFFFFFF 3000")] // undefined length
    [InlineData("0000 0000 04000000 0A000000 0000 0001 02000000 3000 0000")] // half an element
    [InlineData("0000 0000 04000000 14000000 0000 0001 02000000 3000 0000 0008 02000000 0101")] // no message id
    [InlineData("0000 0000 04000000 1E000000 0000 0001 02000000 3080 0000 2001 02000000 0100 0000 0008 02000000 0101")] // no status
    public void Read_WithoutWhatMakesItAMessage_GivesNoCommand(string hex)
    {
        var result = CommandSetReader.Read(Hex.Parse(hex));

        Assert.Null(result.Command);
        Assert.NotEmpty(result.Anomalies);
    }

    [Fact]
    public void Read_BrokenAfterTheCommandFieldWhenLenient_KeepsTheRest()
    {
        var bytes = Hex.Parse("0000 0000 04000000 0A000000 0000 0001 02000000 3000 0000 1001 FF000000 01");
        var command = Assert.IsType<CEchoRequest>(CommandSetReader.Read(bytes, Conformance.Lenient).Command);

        Assert.Equal(9, command.Trailing.Length);
        Assert.Equal(bytes, CommandSetWriter.ToBytes(command));
    }
}
