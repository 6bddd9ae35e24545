using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.Tests.Network;

public class UserInformationTests
{
    public static TheoryData<string, AssociateItem> Items => new()
    {
        { "51 00 0004 00004000", new MaximumLength(16384) },
        { "52 00 0003 312E32", new ImplementationClassUid("1.2") },
        { "53 00 0004 0002 0003", new AsynchronousOperationsWindow(2, 3) },
        { "54 00 0007 0003 312E32 01 00", new RoleSelection("1.2", Scu: true, Scp: false) },
        { "55 00 0004 4E414D45", new ImplementationVersionName("NAME") },
        { "56 00 0007 0003 312E32 01 FF", new ExtendedNegotiation("1.2", new byte[] { 0x01, 0xFF }) },
        { "57 00 000C 0003 312E32 0003 312E33 0000", new CommonExtendedNegotiation("1.2", "1.3", []) },
        { "57 00 0014 0003 312E32 0003 312E33 0008 0003 312E34 0001 31", new CommonExtendedNegotiation("1.2", "1.3", ["1.4", "1"]) },
        // The three identities and the empty response are the vectors of PS3.7 §D.3.3.7 worked out by hand.
        { "58 00 000B 01 01 0005 616C696365 0000", UserIdentityRequest.ForUserName("alice", positiveResponseRequested: true) },
        { "58 00 0011 02 01 0005 616C696365 0006 733363726574", UserIdentityRequest.ForPasscode("alice", "s3cret", positiveResponseRequested: true) },
        { "58 00 000F 05 00 0009 65794A2E65 33302E78 0000", UserIdentityRequest.ForJsonWebToken("eyJ.e30.x", positiveResponseRequested: false) },
        { "59 00 0002 0000", new UserIdentityResponse(default) },
    };

    [Theory]
    [MemberData(nameof(Items))]
    public void Write_SubItem_GivesTheBytesOfTheStandard(string hex, AssociateItem item) => Assert.Equal(Hex.Parse(hex), Inside(PduWriter.ToBytes(Holding(item))));

    [Theory]
    [MemberData(nameof(Items))]
    public void Read_SubItem_GivesItsFields(string hex, AssociateItem item)
    {
        var result = PduReader.Read(Around(Hex.Parse(hex)), Conformance.Strict);

        Assert.Empty(result.Anomalies);
        var read = Assert.Single(((AssociatePdu)result.Pdu!).UserInformation);
        Assert.Equal(item.GetType(), read.GetType());
        // A copy forgets the bytes it was read from: equal bytes then mean equal fields.
        Assert.Equal(Hex.Parse(hex), Inside(PduWriter.ToBytes(Holding(read with { Reserved = read.Reserved }))));
    }

    [Theory]
    [InlineData("51 00 0003 000040")] // maximum length of three bytes
    [InlineData("53 00 0002 0001")] // half a window
    [InlineData("54 00 0006 0004 312E32 01")] // the UID takes the roles
    [InlineData("56 00 0001 00")] // half a length
    [InlineData("57 00 0009 0003 312E32 0003 3132")] // the second UID ends outside
    [InlineData("57 00 0010 0003 312E32 0003 312E33 0004 0003 312E")] // a related UID ends outside its list
    [InlineData("58 00 0006 02 00 0003 6162")] // the primary field ends outside
    [InlineData("59 00 0002 0001")] // the response ends outside
    public void Read_SubItemWithAFieldPastItsEnd_IsMalformedAndOpaqueWhenLenient(string hex)
    {
        var bytes = Around(Hex.Parse(hex));

        Assert.Equal(PduReadStatus.Malformed, PduReader.Read(bytes).Status);
        var lenient = PduReader.Read(bytes, Conformance.Lenient);
        Assert.IsType<UnknownItem>(Assert.Single(((AssociatePdu)lenient.Pdu!).UserInformation));
        Assert.Equal(bytes, PduWriter.ToBytes(lenient.Pdu!));
    }

    [Theory]
    [InlineData("58 00 000B 00 01 0005 616C696365 0000", "user-identity-type")]
    [InlineData("58 00 000B FF 01 0005 616C696365 0000", "user-identity-type")]
    [InlineData("58 00 000B 01 02 0005 616C696365 0000", "positive-response-requested")]
    [InlineData("58 00 000C 01 01 0005 616C696365 0001 78", "secondary-field")]
    [InlineData("54 00 0007 0003 312E32 02 00", "SCU-role, SCP-role")]
    [InlineData("55 00 0000", "implementation-version-name")]
    [InlineData("51 00 0006 00004000 0000", "item-length")]
    public void Read_SubItemAgainstItsRules_IsReportedAndKept(string hex, string field)
    {
        var bytes = Around(Hex.Parse(hex));
        var result = PduReader.Read(bytes);

        Assert.Contains(result.Anomalies, anomaly => anomaly.Field == field);
        Assert.Equal(bytes, PduWriter.ToBytes(result.Pdu!));
    }

    [Fact]
    public void Read_TwoUserIdentities_KeepsBothAndNamesTheFirst()
    {
        var request = (AssociateRequest)PduReader.Read(Around(Hex.Parse("58 00 0007 01 00 0001 61 0000 58 00 0007 01 00 0001 62 0000"))).Pdu!;

        Assert.Equal(2, request.UserInformation.Count);
        Assert.Equal("a"u8, request.UserIdentity!.PrimaryField.Span);
    }

    [Fact]
    public void ToString_OfAPasscode_DoesNotShowIt()
    {
        var text = UserIdentityRequest.ForPasscode("alice", "s3cret", positiveResponseRequested: false).ToString();

        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("alice", text, StringComparison.Ordinal);
    }

    private static AssociateRequest Holding(AssociateItem item) =>
        new() { CalledAETitle = "A", CallingAETitle = "B", UserInformation = [item] };

    /// <summary>Only the user information of a request around these sub-items; fixed fields and application context of a new one.</summary>
    private static byte[] Around(byte[] subItems)
    {
        var head = PduWriter.ToBytes(Holding(new MaximumLength(0)))[..^12];
        byte[] bytes = [.. head, 0x50, 0x00, (byte)(subItems.Length >> 8), (byte)subItems.Length, .. subItems];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2), bytes.Length - 6);
        return bytes;
    }

    private static byte[] Inside(byte[] request) => request[(request.AsSpan().IndexOf(Hex.Parse("312E31 50 00")) + 7)..];
}
