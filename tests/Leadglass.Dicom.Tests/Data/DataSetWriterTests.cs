using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Data;

public class DataSetWriterTests
{
    private static readonly DataSet Identifier = new(
        new DataElement(Tags.StudyInstanceUid, "1.2.3"),
        new DataElement(Tags.QueryRetrieveLevel, "STUDY"),
        new DataElement(new Tag(0x00081110), [new Item(new DataElement(Tags.ReferencedSopClassUid))]));

    [Fact]
    public void ToBytes_IdentifierMadeInCode_IsWhatFindscuSends() =>
        Assert.Equal(Captured.FindscuIdentifier, DataSetWriter.ToBytes(Identifier, DataSetEncoding.ExplicitLittleEndian));

    [Fact]
    public void ToBytes_ImplicitVr_LeavesTheVrOut() =>
        Assert.Equal(
            Hex.Parse(
                """
                0800 5200 06000000 535455445920
                0800 1011 10000000 FEFF 00E0 08000000 0800 5011 00000000
                2000 0D00 06000000 312E322E3300
                """),
            DataSetWriter.ToBytes(Identifier, DataSetEncoding.ImplicitLittleEndian));

    [Fact]
    public void ToBytes_ReadInOneEncoding_CanBeWrittenInTheOther()
    {
        var read = DataSetReader.Read(Captured.FindscuIdentifier, DataSetEncoding.ExplicitLittleEndian).DataSet!;

        Assert.Equal(
            DataSetWriter.ToBytes(Identifier, DataSetEncoding.ImplicitLittleEndian), DataSetWriter.ToBytes(read, DataSetEncoding.ImplicitLittleEndian));
    }

    [Fact]
    public void ToBytes_UndefinedLengths_EndWithDelimiters()
    {
        var dataSet = new DataSet(new DataElement(new Tag(0x00081110), [new Item(new DataSet(new DataElement(Tags.Rows, 1)), HasUndefinedLength: true)])
        {
            HasUndefinedLength = true,
        });

        Assert.Equal(
            Hex.Parse("0800 1011 5351 0000 FFFFFFFF FEFF 00E0 FFFFFFFF 2800 1000 5553 0200 0100 FEFF 0DE0 00000000 FEFF DDE0 00000000"),
            DataSetWriter.ToBytes(dataSet, DataSetEncoding.ExplicitLittleEndian));
    }

    [Fact]
    public void ToBytes_Fragments_AreItemsThatEndWithADelimiter()
    {
        var pixels = new DataElement(Tags.PixelData, Vr.OB, default) { Fragments = [default, new byte[] { 1, 2 }], HasUndefinedLength = true };

        Assert.Equal(
            Hex.Parse("E07F 1000 4F42 0000 FFFFFFFF FEFF 00E0 00000000 FEFF 00E0 02000000 0102 FEFF DDE0 00000000"),
            DataSetWriter.ToBytes(new DataSet(pixels), DataSetEncoding.ExplicitLittleEndian));
    }

    [Theory]
    [InlineData("PN", "41 20")]
    [InlineData("UI", "41 00")]
    [InlineData("OB", "41 00")]
    public void ToBytes_OddValue_IsPaddedAsItsVrAsks(string vr, string expected)
    {
        var bytes = DataSetWriter.ToBytes(new DataSet(new DataElement(Tags.PatientId, new Vr(vr), new byte[] { 0x41 })), DataSetEncoding.ImplicitLittleEndian);

        Assert.Equal(Hex.Parse(expected), bytes[8..]);
    }

    [Fact]
    public void ToBytes_ValueTooLongForItsLengthField_GoesAsUn()
    {
        var bytes = DataSetWriter.ToBytes(new DataSet(new DataElement(Tags.PatientId, Vr.LO, new byte[65536])), DataSetEncoding.ExplicitLittleEndian);

        Assert.Equal(Hex.Parse("1000 2000 554E 0000 00000100"), bytes[..12]);
    }

    [Fact]
    public void With_AnotherValue_IsEncodedAfresh()
    {
        var read = DataSetReader.Read(Captured.FindscuIdentifier, DataSetEncoding.ExplicitLittleEndian).DataSet!;
        var changed = new DataSet(read.Select(element => element.Tag == Tags.StudyInstanceUid ? element with { Value = "1.2.4"u8.ToArray() } : element));

        var expected = Captured.FindscuIdentifier.ToArray();
        expected[^2] = (byte)'4';
        Assert.Equal(expected, DataSetWriter.ToBytes(changed, DataSetEncoding.ExplicitLittleEndian));
    }

    [Fact]
    public void ToBytes_SequencesTooDeepForAnyStack_AreWritten()
    {
        var dataSet = new DataSet();
        for (var i = 0; i < 100_000; i++)
            dataSet = new DataSet(new DataElement(new Tag(0x00081110), [new Item(dataSet)]));

        Assert.Equal(100_000 * 16, DataSetWriter.ToBytes(dataSet, DataSetEncoding.ImplicitLittleEndian).Length);
    }
}
