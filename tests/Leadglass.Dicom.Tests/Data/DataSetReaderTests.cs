using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Data;

public class DataSetReaderTests
{
    private const DataSetEncoding Implicit = DataSetEncoding.ImplicitLittleEndian;
    private const DataSetEncoding Explicit = DataSetEncoding.ExplicitLittleEndian;

    private static DataSet Read(byte[] bytes, DataSetEncoding encoding)
    {
        var result = DataSetReader.Read(bytes, encoding, Conformance.Strict);
        Assert.Empty(result.Anomalies);
        Assert.Equal(bytes, DataSetWriter.ToBytes(result.DataSet!, encoding));
        return result.DataSet!;
    }

    [Fact]
    public void Read_IdentifierOfFindscu_GivesItsElements()
    {
        var identifier = Read(Captured.FindscuIdentifier, Explicit);

        Assert.Equal(3, identifier.Count);
        Assert.Equal("STUDY", identifier.GetText(Tags.QueryRetrieveLevel));
        Assert.Equal("1.2.3", identifier.GetText(Tags.StudyInstanceUid));
        var item = Assert.Single(identifier.GetItems(new Tag(0x00081110)));
        Assert.Equal("", item.DataSet.GetText(Tags.ReferencedSopClassUid));
        Assert.Null(identifier.GetText(Tags.PatientId));
    }

    [Fact]
    public void Read_ImplicitVr_TakesTheVrFromTheDictionary()
    {
        var dataSet = Read(Hex.Parse(
            """
            0800 5200 06000000 535455445920      # (0008,0052) "STUDY "
            0900 1000 02000000 4120              # private creator "A "
            0900 0110 02000000 0102              # private
            2800 1000 02000000 0002              # (0028,0010) rows 512
            """), Implicit);

        Assert.Equal(["CS", "LO", "UN", "US"], dataSet.Select(element => element.Vr.ToString()));
        Assert.Equal((ushort)512, dataSet.GetUInt16(Tags.Rows));
    }

    [Theory]
    [InlineData(Explicit, "0800 1011 5351 0000 FFFFFFFF FEFF 00E0 FFFFFFFF 0800 5011 5549 0200 3100 FEFF 0DE0 00000000 FEFF DDE0 00000000")]
    [InlineData(Explicit, "0800 1011 5351 0000 12000000 FEFF 00E0 0A000000 0800 5011 5549 0200 3100")]
    [InlineData(Explicit, "0800 1011 5351 0000 FFFFFFFF FEFF 00E0 0A000000 0800 5011 5549 0200 3100 FEFF DDE0 00000000")]
    [InlineData(Explicit, "0800 1011 5351 0000 1A000000 FEFF 00E0 FFFFFFFF 0800 5011 5549 0200 3100 FEFF 0DE0 00000000")]
    [InlineData(Implicit, "0800 1011 FFFFFFFF FEFF 00E0 FFFFFFFF 0800 5011 02000000 3100 FEFF 0DE0 00000000 FEFF DDE0 00000000")]
    [InlineData(Implicit, "0800 1011 12000000 FEFF 00E0 0A000000 0800 5011 02000000 3100")]
    public void Read_SequenceInAnyMixtureOfLengths_GivesTheSameItem(DataSetEncoding encoding, string hex)
    {
        var dataSet = Read(Hex.Parse(hex), encoding);

        var item = Assert.Single(Assert.Single(dataSet).Items!);
        Assert.Equal("1", item.DataSet.GetText(Tags.ReferencedSopClassUid));
    }

    [Fact]
    public void Read_UnOfUndefinedLength_IsImplicitVrInside()
    {
        var dataSet = Read(Hex.Parse(
            """
            0900 1000 4C4F 0200 4120             # private creator
            0900 0110 554E 0000 FFFFFFFF         # private, UN, undefined length
               FEFF 00E0 FFFFFFFF
                  0800 5011 02000000 3100        #   implicit VR
               FEFF 0DE0 00000000
            FEFF DDE0 00000000
            1000 2000 4C4F 0200 4120             # explicit VR again
            """), Explicit);

        Assert.Equal("1", dataSet[1].Items![0].DataSet.GetText(Tags.ReferencedSopClassUid));
        Assert.Equal("A", dataSet.GetText(Tags.PatientId));
    }

    [Fact]
    public void Read_EncapsulatedPixelData_GivesItsFragments()
    {
        var dataSet = Read(Hex.Parse(
            """
            E07F 1000 4F42 0000 FFFFFFFF         # (7FE0,0010) OB, undefined length
               FEFF 00E0 00000000                #   empty offset table
               FEFF 00E0 04000000 FFD8FFD9
            FEFF DDE0 00000000
            """), Explicit);

        var pixels = dataSet.Find(Tags.PixelData)!;
        Assert.Equal([0, 4], pixels.Fragments!.Select(fragment => fragment.Length));
        Assert.Null(pixels.Items);
    }

    [Fact]
    public void Read_EveryKindOfElement_IsReadAndWrittenBack()
    {
        var dataSet = Read(Vectors.NestedDataSet, Explicit);

        Assert.Equal("1.3", dataSet.GetItems(new Tag(0x00081110))[0].DataSet.GetItems(Tags.ReferencedSopSequence)[0].DataSet.GetText(Tags.ReferencedSopInstanceUid));
        // Fresh copies are encoded from their properties: the writer agrees with the standard's bytes without those that were read.
        Assert.Equal(Vectors.NestedDataSet, DataSetWriter.ToBytes(new DataSet(dataSet.Select(Fresh)), Explicit));

        static DataElement Fresh(DataElement element) => element with
        {
            Items = element.Items is null ? null : [.. element.Items.Select(item => item with { DataSet = new DataSet(item.DataSet.Select(Fresh)) })],
        };
    }

    [Theory]
    [InlineData(Explicit, "1000 2000 4C4F 0100 41", "odd length 1")]
    [InlineData(Explicit, "1000 2000 4C4F 0000 1000 1000 504E 0000", "elements ascend")]
    [InlineData(Explicit, "1000 2000 4C4F 0000 1000 2000 4C4F 0000", "each tag once")]
    [InlineData(Explicit, "1000 2000 5A5A 0000 02000000 4120", "VR 5A5AH is not defined")]
    [InlineData(Explicit, "4200 1100 4F42 0100 02000000 4120", "the reserved bytes are not zero")]
    [InlineData(Explicit, "0800 2001 5554 0000 FFFFFFFF FEFF DDE0 00000000", "undefined length with VR UT")]
    [InlineData(Explicit, "0800 1011 5351 0000 FFFFFFFF FEFF DDE0 02000000", "length 2 instead of 0")]
    public void Read_DeviationOfTheSender_IsReportedAndKept(DataSetEncoding encoding, string hex, string message)
    {
        var result = DataSetReader.Read(Hex.Parse(hex), encoding);

        Assert.Contains(message, Assert.Single(result.Anomalies).Message, StringComparison.Ordinal);
        Assert.Equal(Hex.Parse(hex), DataSetWriter.ToBytes(result.DataSet!, encoding));
        Assert.Null(DataSetReader.Read(Hex.Parse(hex), encoding, Conformance.Strict).DataSet);
    }

    [Theory]
    [InlineData(Explicit, "1000 2000 4C4F 0300 4120", 0)] // the value ends outside
    [InlineData(Explicit, "1000 2000 4C4F 00", 0)] // half a header
    [InlineData(Explicit, "1000 2000 4F42 0000 0000", 0)] // half a long header
    [InlineData(Implicit, "1000 2000 FEFFFFFF 4120", 0)] // 4 GiB
    [InlineData(Explicit, "1000 2000 4C4F 0000 FEFF 0DE0 00000000", 8)] // a delimiter of nothing
    [InlineData(Explicit, "0800 1011 5351 0000 FFFFFFFF FEFF 00E0 00000000", 0)] // no delimiter
    [InlineData(Explicit, "0800 1011 5351 0000 FFFFFFFF 1000 2000 4C4F 0000", 0)] // no item
    [InlineData(Explicit, "E07F 1000 4F42 0000 FFFFFFFF FEFF 00E0 FFFFFFFF", 0)] // a fragment of undefined length
    [InlineData(Explicit, "E07F 1000 4F42 0000 FFFFFFFF FEFF 00E0 02000000 0000", 0)] // no delimiter
    public void Read_BrokenStructure_FailsAndIsKeptWhenLenient(DataSetEncoding encoding, string hex, int whole)
    {
        Assert.Null(DataSetReader.Read(Hex.Parse(hex), encoding).DataSet);

        var lenient = DataSetReader.Read(Hex.Parse(hex), encoding, Conformance.Lenient);
        Assert.NotEmpty(lenient.Anomalies);
        Assert.Equal(Hex.Parse(hex).Length - whole, lenient.DataSet!.Trailing.Length);
        Assert.Equal(Hex.Parse(hex), DataSetWriter.ToBytes(lenient.DataSet, encoding));
    }

    [Fact]
    public void Read_BrokenInsideAKnownLengthWhenLenient_GoesOnBehindIt()
    {
        var bytes = Hex.Parse("0800 1011 5351 0000 08000000 FEFF 00E0 FF000000 1000 2000 4C4F 0200 4120");
        var result = DataSetReader.Read(bytes, Explicit, Conformance.Lenient);

        Assert.Null(result.DataSet![0].Items);
        Assert.Equal(8, result.DataSet[0].Value.Length);
        Assert.Equal("A", result.DataSet.GetText(Tags.PatientId));
        Assert.Equal(bytes, DataSetWriter.ToBytes(result.DataSet, Explicit));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Read_SequencesInSequences_StopsAtTheLimitOfDepth(int depth, bool expected)
    {
        var open = Hex.Parse("0800 1011 FFFFFFFF FEFF 00E0 FFFFFFFF");
        var close = Hex.Parse("FEFF 0DE0 00000000 FEFF DDE0 00000000");
        byte[] nested = [.. Enumerable.Repeat(open, depth).SelectMany(bytes => bytes), .. Enumerable.Repeat(close, depth).SelectMany(bytes => bytes)];

        Assert.Equal(expected, DataSetReader.Read(nested, Implicit).DataSet is not null);
    }

    [Fact]
    public void Read_MoreElementsThanTheLimit_Fails()
    {
        var bytes = Hex.Parse("0800 0500 00000000 0800 5200 00000000 1000 2000 00000000");

        Assert.NotNull(DataSetReader.Read(bytes, Implicit, limits: new DataSetLimits { MaxElements = 3 }).DataSet);
        Assert.Null(DataSetReader.Read(bytes, Implicit, limits: new DataSetLimits { MaxElements = 2 }).DataSet);
    }

    [Theory]
    [InlineData(DataSetEncoding.ExplicitBigEndian)]
    [InlineData(DataSetEncoding.ImplicitBigEndian)]
    public void Read_BigEndian_IsTheCallersMistake(DataSetEncoding encoding) => Assert.Throws<ArgumentException>(() => DataSetReader.Read(default, encoding));

    [Theory]
    [InlineData(Uids.ImplicitVRLittleEndian, true, Implicit)]
    [InlineData(Uids.ExplicitVRLittleEndian, true, Explicit)]
    [InlineData(Uids.JPEG2000, true, Explicit)]
    [InlineData(Uids.ExplicitVRBigEndian, false, Explicit)]
    [InlineData(Uids.DeflatedExplicitVRLittleEndian, false, Explicit)]
    [InlineData(Uids.CTImageStorage, false, Explicit)]
    [InlineData("1.2.3", false, Explicit)]
    public void TryEncodingOf_TransferSyntax_SaysHowItIsRead(string uid, bool found, DataSetEncoding encoding)
    {
        Assert.Equal(found, DataSetReader.TryEncodingOf(uid, out var actual));
        if (found)
            Assert.Equal(encoding, actual);
    }
}
