using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Dicom.Tests.Support;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Tests.Files;

public class DicomFileTests
{
    private const string ExplicitUid = "312E322E3834302E31303030382E312E322E3100"; // 1.2.840.10008.1.2.1
    private const string DeflatedUid = "312E322E3834302E31303030382E312E322E312E3939"; // 1.2.840.10008.1.2.1.99

    private static DicomFile Read(byte[] bytes, DataSetLimits? limits = null) => DicomFile.Read(ByteSource.From(bytes), limits);

    private static IEnumerable<StructureAnomalyKind> Kinds(DicomFile file) =>
        file.Anomalies.Concat(file.Meta.Anomalies).Concat(file.DataSet.Anomalies).Select(anomaly => anomaly.Kind);

    [Fact]
    public void Read_File_GivesItsParts()
    {
        using var file = Read(FileVectors.Explicit);

        Assert.Empty(Kinds(file));
        Assert.Equal((new ByteRange(0, 128), new ByteRange(128, 4)), (file.Preamble, file.Prefix));
        Assert.Equal(new ByteRange(132, 54), file.Meta.Range);
        Assert.Equal(Uids.ExplicitVRLittleEndian, file.TransferSyntax);
        Assert.Equal(new ByteRange(186, FileVectors.Explicit.Length - 186), file.DataSet.Range);
        Assert.True(file.Trailing.IsEmpty);
        Assert.Equal(186, file.DataSet[0].Offset);
    }

    [Fact]
    public void Read_Implicit_And_BigEndian_GiveTheSameElements()
    {
        using var little = Read(FileVectors.Implicit);
        using var big = Read(FileVectors.BigEndian);

        Assert.Empty(Kinds(little));
        Assert.Empty(Kinds(big));
        Assert.Equal((ushort)512, little.DataSet.Find(Tags.Rows)!.Value.ReadUInt16());
        Assert.Equal((ushort)512, big.DataSet.Find(Tags.Rows)!.Value.ReadUInt16());
        Assert.Equal(
            little.DataSet.Top.ToList().Select(node => node.Tag), big.DataSet.Top.ToList().Select(node => node.Tag));
    }

    [Fact]
    public void Read_Deflated_GivesTheTreeOfTheExpandedDataSet()
    {
        using var file = Read(FileVectors.Deflated);

        Assert.Empty(Kinds(file));
        Assert.True(file.IsDeflated);
        Assert.Equal(Vectors.NestedDataSet, file.DataSet.Source.ReadBytes(file.DataSet.Range));
        Assert.InRange(file.Trailing.Length, 0, 1);
    }

    [Fact]
    public void Read_BytesBehindDeflatedOnes_AreTheTrailing()
    {
        var appended = Hex.Parse("504B0506 0000");
        using var file = Read([.. FileVectors.Deflated, .. appended]);

        Assert.Equal([AfterDeflate], Kinds(file));
        Assert.EndsWith("PK\u0005\u0006\0\0", System.Text.Encoding.Latin1.GetString(file.Source.ReadBytes(file.Trailing)), StringComparison.Ordinal);
        Assert.InRange(file.Trailing.Length, 6, 7);
    }

    [Fact]
    public void Read_DeflatedBomb_StopsAtTheLimit()
    {
        byte[] dataSet = [.. Hex.Parse("E07F 1000 4F42 0000 00000001"), .. new byte[16 * 1024 * 1024]];
        using var file = Read(FileVectors.WithMeta(DeflatedUid, FileVectors.Deflate(dataSet)), new DataSetLimits { MaxExpandedLength = 100_000 });

        Assert.Equal([DeflateLimit, LengthPastEnd], Kinds(file));
        Assert.Equal(100_000, file.DataSet.Range.Length);
    }

    [Fact]
    public void Read_LotsOfBytesBehindDeflatedOnes_AreTheTrailingToTheByte()
    {
        using var file = Read([.. FileVectors.Deflated, .. new byte[100_000]]);
        using var plain = Read(FileVectors.Deflated);

        Assert.Equal(plain.Compressed, file.Compressed);
        Assert.Equal(plain.Trailing.Length + 100_000, file.Trailing.Length);
    }

    [Fact]
    public void Read_DeflatedAndCutOff_IsReadAsFarAsItGoes()
    {
        using var file = Read(FileVectors.Deflated[..^30]);

        Assert.Contains(DeflateBroken, Kinds(file));
        Assert.True(file.IsDeflated);
        Assert.NotNull(file.DataSet.Find(Tags.SpecificCharacterSet));
    }

    [Fact]
    public void Read_DeflatedInNameOnly_IsReadAsItIs()
    {
        using var file = Read(FileVectors.WithMeta(DeflatedUid, Vectors.NestedDataSet));

        Assert.Equal([DeflateBroken], Kinds(file));
        Assert.False(file.IsDeflated);
        Assert.NotNull(file.DataSet.Find(Tags.Rows));
    }

    [Fact]
    public void Read_ZlibInsteadOfRawDeflate_IsExpanded()
    {
        using var compressed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(compressed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(Vectors.NestedDataSet);
        using var file = Read(FileVectors.WithMeta(DeflatedUid, compressed.ToArray()));

        Assert.Equal([ZlibHeader], Kinds(file));
        Assert.NotNull(file.DataSet.Find(Tags.Rows));
    }

    [Fact]
    public void Read_ZlibThatWantsADictionary_IsDeflatedInNameOnly()
    {
        // 78 F9: deflate, FDICT, check bits (RFC 1950 §2.2); the dictionary's id, and nothing of use.
        using var file = Read(FileVectors.WithMeta(DeflatedUid, Hex.Parse("78 F9 50305330 5052 5330")));

        Assert.Contains(DeflateBroken, Kinds(file));
        Assert.False(file.IsDeflated);
    }

    [Fact]
    public void Read_WithoutPreambleAndMeta_IsRecognisedByItsFirstElements()
    {
        using var file = Read(FileVectors.WithoutMeta);

        Assert.Equal([NoPreamble, NoPrefix, NoMetaGroup], Kinds(file));
        Assert.Equal(DataSetEncoding.ExplicitLittleEndian, file.DataSet.Encoding);
        Assert.True(file.IsRecognised);
    }

    [Fact]
    public void Read_WithoutPreambleButWithPrefix_BeginsBehindIt()
    {
        using var file = Read(FileVectors.Explicit[128..]);

        Assert.Equal([NoPreamble], Kinds(file));
        Assert.Equal(new ByteRange(0, 4), file.Prefix);
        Assert.Equal(Uids.ExplicitVRLittleEndian, file.TransferSyntax);
    }

    [Fact]
    public void Read_AnotherPrefix_IsKeptAndReported()
    {
        byte[] bytes = [.. FileVectors.Explicit];
        bytes[131] = (byte)'N';
        using var file = Read(bytes);

        Assert.Equal([NoPrefix], Kinds(file));
        Assert.Equal(new ByteRange(128, 4), file.Prefix);
    }

    [Theory]
    [InlineData(DataSetEncoding.ImplicitLittleEndian)]
    [InlineData(DataSetEncoding.ExplicitBigEndian)]
    public void Read_AnotherEncodingThanTheTransferSyntaxSays_IsRecognised(DataSetEncoding actual)
    {
        var other = actual == DataSetEncoding.ExplicitBigEndian ? FileVectors.BigEndian : FileVectors.Implicit;
        using var original = Read(other);
        using var file = Read(FileVectors.WithMeta(ExplicitUid, original.Source.ReadBytes(original.Compressed)));

        Assert.Equal([TransferSyntaxMismatch], Kinds(file));
        Assert.Equal(actual, file.DataSet.Encoding);
        Assert.Equal((ushort)512, file.DataSet.Find(Tags.Rows)!.Value.ReadUInt16());
    }

    [Fact]
    public void Read_AnElementInFrontOfTheMetaGroup_IsInTheMetaTree()
    {
        // As programs are wrapped: a private element with an illegal number directly behind the prefix.
        byte[] bytes = [.. new byte[128], .. "DICM"u8, .. Hex.Parse("0900 0000 4F42 0000 04000000 4D5A9000"), .. FileVectors.Explicit[132..]];
        using var file = Read(bytes);

        Assert.Contains(ForeignElementInMeta, Kinds(file));
        Assert.Equal(new Tag(0x00090000), file.Meta[0].Tag);
        Assert.Equal(Uids.ExplicitVRLittleEndian, file.TransferSyntax);
        Assert.NotNull(file.DataSet.Find(Tags.Rows));
    }

    [Fact]
    public void Read_WrongMetaGroupLength_IsReportedAndNotBelieved()
    {
        byte[] bytes = [.. FileVectors.Explicit];
        bytes[140] = 4;
        using var file = Read(bytes);

        Assert.Equal([GroupLengthWrong], Kinds(file));
        Assert.NotNull(file.DataSet.Find(Tags.Rows));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("89504E470D0A1A0A0000000D49484452")]
    [InlineData("4D5A90000300000004000000FFFF0000")]
    public void Read_NoDicom_SaysSo(string hex)
    {
        using var file = Read(Hex.Parse(hex));

        Assert.False(file.IsRecognised);
    }

    [Fact]
    public void Open_File_ReadsWithoutLoadingThePixelData()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("large.dcm");
        const uint Large = 64 * 1024 * 1024;
        using (var stream = File.Create(path))
        {
            stream.Write(FileVectors.WithMeta(ExplicitUid, [.. Hex.Parse("E07F 1000 4F57 0000"), .. BitConverter.GetBytes(Large)]));
            stream.SetLength(stream.Length + Large);
            stream.Position = stream.Length;
            stream.Write(Hex.Parse("FCFF FCFF 4F42 0000 02000000 0000"));
        }

        DicomFile.Open(path).Dispose(); // what is compiled and loaded once is not counted
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var file = DicomFile.Open(path);
        var edit = new DicomFileEdit(file);
        edit.Meta.ReplaceValue(file.Meta.Find(Tags.TransferSyntaxUid)!.Value, "1.2.840.10008.1.2.1"u8.ToArray());
        edit.WriteTo(Stream.Null);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Large, file.DataSet.Find(Tags.PixelData)!.Value.Value.Length);
        Assert.NotNull(file.DataSet.Find(Tags.DataSetTrailingPadding));
        Assert.InRange(allocated, 0, 2 * 1024 * 1024);
    }
}
