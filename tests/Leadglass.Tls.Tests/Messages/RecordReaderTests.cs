using Leadglass.TestKit;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Tests.Support;

namespace Leadglass.Tls.Tests.Messages;

public sealed class RecordReaderTests
{
    [Fact]
    public void Read_Record_LeavesWhatFollows()
    {
        var result = RecordReader.Read(Hex.Parse("15 0303 0002 02 28  16 0303"));

        Assert.Equal((ReadStatus.Complete, 7), (result.Status, result.Consumed));
        Assert.Equal((ContentType.Alert, TlsVersion.Tls12, 2), (result.Record!.Type, result.Record.Version, result.Record.Fragment.Length));
    }

    [Fact]
    public void Read_RecordThatIsNotThereAsAWhole_IsTruncatedAndConsumesNothing() => Assert.All(
        Enumerable.Range(0, Captured.AlertFlight.Length),
        static length => Assert.Equal(new RecordReadResult(ReadStatus.Truncated, null, 0, null), RecordReader.Read(Captured.AlertFlight.AsMemory(0, length))));

    [Theory]
    [InlineData("13 0303 0000", 0)]
    [InlineData("19 0303 0000", 0)]
    [InlineData("16 0203 0000", 1)]
    [InlineData("16 0303 4801", 3)]
    public void Read_WhatCannotBeARecord_SaysWhere(string hex, int offset)
    {
        var result = RecordReader.Read(Hex.Parse(hex));

        Assert.Equal((ReadStatus.Malformed, 0), (result.Status, result.Consumed));
        Assert.Equal(offset, result.Anomaly!.Offset);
    }

    [Fact]
    public void ToBytes_EveryRecordOfAFlight_IsIdentical()
    {
        var written = new List<byte>();
        for (var rest = Captured.EcdheFlight.AsMemory(); !rest.IsEmpty;)
        {
            var result = RecordReader.Read(rest);
            written.AddRange(HandshakeWriter.ToBytes(result.Record!));
            rest = rest[result.Consumed..];
        }

        Assert.Equal(Captured.EcdheFlight, written);
    }
}
