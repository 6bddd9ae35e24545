using Leadglass.Dicom.Network;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Network;

public class ShortPduTests
{
    [Fact]
    public void Read_RejectOfStorescp_GivesTheTriple()
    {
        var reject = Assert.IsType<AssociateReject>(PduReader.Read(Captured.StorescpReject, Conformance.Strict).Pdu);

        Assert.Equal(new AssociateReject(RejectResult.Permanent, RejectSource.ServiceUser, RejectReason.ApplicationContextNameNotSupported), reject);
        Assert.Equal("rejected-permanent by the service-user: application-context-name-not-supported (1/1/2)", reject.Describe());
    }

    [Theory]
    [InlineData(1, 1, 1, "no-reason-given")]
    [InlineData(1, 1, 3, "calling-AE-title-not-recognized")]
    [InlineData(1, 1, 7, "called-AE-title-not-recognized")]
    [InlineData(1, 1, 4, "reserved reason")]
    [InlineData(1, 2, 1, "no-reason-given")]
    [InlineData(1, 2, 2, "protocol-version-not-supported")]
    [InlineData(2, 3, 1, "temporary-congestion")]
    [InlineData(2, 3, 2, "local-limit-exceeded")]
    [InlineData(2, 3, 0, "reserved reason")]
    [InlineData(9, 9, 9, "reserved reason")]
    public void Describe_RejectOfTable9_21_NamesTheReasonBySource(byte result, byte source, byte reason, string expected) =>
        Assert.EndsWith($"{expected} ({result}/{source}/{reason})", new AssociateReject((RejectResult)result, (RejectSource)source, (RejectReason)reason).Describe());

    [Fact]
    public void Read_RejectWithUnknownCodes_KeepsThem()
    {
        var bytes = Hex.Parse("03 00 00000004 EE FA FB FC");
        var reject = Assert.IsType<AssociateReject>(PduReader.Read(bytes).Pdu);

        Assert.Equal(0xFC, (byte)reject.Reason);
        Assert.Equal(bytes, PduWriter.ToBytes(reject));
    }

    [Theory]
    [InlineData("07 00 00000004 0000 00 00", "aborted by the service-user (0/0)")]
    [InlineData("07 00 00000004 0000 02 02", "aborted by the service-provider: unexpected-PDU (2/2)")]
    [InlineData("07 00 00000004 0000 02 06", "aborted by the service-provider: invalid-PDU-parameter value (2/6)")]
    [InlineData("07 00 00000004 0000 01 00", "aborted by a reserved source (1/0)")]
    public void Describe_AbortOfTable9_26_NamesSourceAndReason(string hex, string expected) =>
        Assert.Equal(expected, Assert.IsType<Abort>(PduReader.Read(Hex.Parse(hex)).Pdu).Describe());

    [Theory]
    [InlineData("03 00 00000004 11 01 01 01")]
    [InlineData("05 01 00000004 01020304")]
    [InlineData("06 00 00000004 FFFFFFFF")]
    [InlineData("07 00 00000004 1234 02 01")]
    public void Read_ReservedBytes_SurviveTheRoundTrip(string hex)
    {
        var result = PduReader.Read(Hex.Parse(hex));

        Assert.Empty(result.Anomalies);
        Assert.Equal(Hex.Parse(hex), PduWriter.ToBytes(result.Pdu!));
        Assert.NotEmpty(PduReader.Read(Hex.Parse(hex), Conformance.Strict).Anomalies);
    }

    [Theory]
    [InlineData("05 00 00000005 00000000 AA")] // accepted by DCMTK too
    [InlineData("07 00 00000006 0000 0000 0102")]
    public void Read_LongerThanFour_IsReportedAndKept(string hex)
    {
        var result = PduReader.Read(Hex.Parse(hex));

        Assert.Equal("PDU-length", Assert.Single(result.Anomalies).Field);
        Assert.Equal(Hex.Parse(hex), PduWriter.ToBytes(result.Pdu!));
    }

    [Fact]
    public void Read_ShorterThanFour_IsMalformedEvenWhenLenient() =>
        Assert.Equal(PduReadStatus.Malformed, PduReader.Read(Hex.Parse("06 00 00000003 000000"), Conformance.Lenient).Status);

    [Fact]
    public void Read_LessThanAnnounced_IsTruncatedAndConsumesNothing()
    {
        var result = PduReader.Read(Captured.StorescpAccept.AsSpan()[..^1]);

        Assert.Equal(PduReadStatus.Truncated, result.Status);
        Assert.Equal(0, result.Consumed);
    }

    [Fact]
    public void Read_MoreThanAnnounced_LeavesTheRest()
    {
        var result = PduReader.Read([.. Captured.StorescpAbort, 0x01, 0x02]);

        Assert.IsType<Abort>(result.Pdu);
        Assert.Equal(Captured.StorescpAbort.Length, result.Consumed);
    }

    [Fact]
    public void Read_LengthOfFourGigabytes_AllocatesNothing() =>
        Assert.Equal(PduReadStatus.Truncated, PduReader.Read(Hex.Parse("01 00 FFFFFFFF 0001")).Status);
}
