using Leadglass.Dicom.Network;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Network;

public class DataTransferTests
{
    [Fact]
    public void Read_EchoResponseOfStorescp_IsOneLastCommandFragment()
    {
        var data = Assert.IsType<DataTransfer>(PduReader.Read(Captured.StorescpEchoResponse, Conformance.Strict).Pdu);

        var value = Assert.Single(data.Values);
        Assert.Equal(1, value.ContextId);
        Assert.True(value.IsCommand);
        Assert.True(value.IsLast);
        Assert.Equal(78, value.Fragment.Length);
        Assert.Equal(Captured.StorescpEchoResponse, PduWriter.ToBytes(data));
    }

    [Fact]
    public void Read_SeveralValues_KeepsTheirOrderAndUntestedBits()
    {
        var bytes = Hex.Parse("04 00 00000010 00000004 01 00 AAAA 00000004 01 FE BBBB");
        var data = Assert.IsType<DataTransfer>(PduReader.Read(bytes).Pdu);

        Assert.Equal([false, true], data.Values.Select(value => value.IsLast));
        Assert.All(data.Values, value => Assert.False(value.IsCommand));
        Assert.Equal(bytes, PduWriter.ToBytes(data));
    }

    [Theory]
    [InlineData("04 00 00000008 00000005 01 03 AAAA")] // PDV one byte longer than the PDU
    [InlineData("04 00 00000006 FFFFFFFF 01 03")] // PDV of 4 GiB
    [InlineData("04 00 00000006 00000001 01 03")] // no room for the control header
    [InlineData("04 00 00000004 00000000")] // no room for anything
    [InlineData("04 00 00000003 000000")] // half a length
    public void Read_ValueThatDoesNotFit_IsMalformedAndKeptWhenLenient(string hex)
    {
        Assert.Equal(PduReadStatus.Malformed, PduReader.Read(Hex.Parse(hex)).Status);
        Assert.Equal(Hex.Parse(hex), PduWriter.ToBytes(PduReader.Read(Hex.Parse(hex), Conformance.Lenient).Pdu!));
    }

    [Theory]
    [InlineData("04 00 00000007 00000003 01 03 AA", "PS3.8 §9.3.5.1")] // odd
    [InlineData("04 00 00000006 00000002 01 03", "PS3.8 §E.2")] // empty
    [InlineData("04 00 00000000", "PS3.8 §9.3.5")] // none
    public void Read_OddEmptyOrNoFragment_IsReported(string hex, string clause) =>
        Assert.Equal(clause, Assert.Single(PduReader.Read(Hex.Parse(hex)).Anomalies).Clause);
}
