using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Tests.Support;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Tests.Data;

public class DataTreeTests
{
    private const DataSetEncoding Implicit = DataSetEncoding.ImplicitLittleEndian;
    private const DataSetEncoding Explicit = DataSetEncoding.ExplicitLittleEndian;
    private const DataSetEncoding BigEndian = DataSetEncoding.ExplicitBigEndian;

    [Fact]
    public void Read_NestedDataSet_GivesEveryNodeItsPlace()
    {
        var tree = DataTree.Read(Vectors.NestedDataSet, Explicit);

        Assert.Empty(tree.Anomalies);
        Assert.Equal(2, tree.Depth);
        Assert.Equal(
            [
                "(0008,0005) CS, 10 bytes at 0",
                "(0008,1110) SQ, 60 bytes at 18",
                "(0008,1110)[0] UN, 44 bytes at 30",
                "(0008,1110)[0].(0008,1150) UI, 4 bytes at 38",
                "(0008,1110)[0].(0008,1199) SQ, 20 bytes at 50",
                "(0008,1110)[0].(0008,1199)[0] UN, 12 bytes at 62",
                "(0008,1110)[0].(0008,1199)[0].(0008,1155) UI, 4 bytes at 70",
                "(0009,0010) LO, 4 bytes at 98",
                "(0009,1001) SQ, 18 bytes at 110",
                "(0009,1001)[0] UN, 10 bytes at 122",
                "(0009,1001)[0].(0008,1150) UI, 2 bytes at 130",
                "(0028,0010) US, 2 bytes at 148",
                "(7FE0,0010) OB, 20 bytes at 158",
                "(7FE0,0010)[0] UN, 0 bytes at 170",
                "(7FE0,0010)[1] UN, 4 bytes at 178",
            ],
            Enumerable.Range(0, tree.Count).Select(index => tree[index].ToString()));
    }

    [Fact]
    public void Read_NestedDataSet_GivesHeaderValueAndDelimiterOfEachNode()
    {
        var tree = DataTree.Read(Vectors.NestedDataSet, Explicit);
        var sequence = tree.Find(new Tag(0x00081110))!.Value;

        Assert.Equal(new ByteRange(18, 12), sequence.Header);
        Assert.Equal(new ByteRange(30, 60), sequence.Value);
        Assert.Equal(new ByteRange(90, 8), sequence.Delimiter);
        Assert.Equal(new ByteRange(18, 80), sequence.Bytes);
        Assert.True(sequence.HasUndefinedLength);

        var item = Assert.Single(sequence.Children.ToList());
        Assert.Equal(new ByteRange(82, 8), item.Delimiter);
        Assert.Equal("1.2", item.Children.Find(Tags.ReferencedSopClassUid)!.Value.Text(64));
        Assert.Equal(sequence, item.Parent);
        Assert.Null(sequence.Parent);
    }

    [Fact]
    public void Read_UnOfUndefinedLength_IsASequenceInImplicitVrAndSaysWhy()
    {
        var unknown = DataTree.Read(Vectors.NestedDataSet, Explicit).Find(new Tag(0x00091001))!.Value;

        Assert.Equal(Vr.UN, unknown.WrittenVr);
        Assert.Equal(Vr.SQ, unknown.Vr);
        Assert.Equal(VrReason.UndefinedLength, unknown.VrReason);
        Assert.Equal("ACME", unknown.PrivateCreator);
        var inside = unknown.Children.ToList()[0].Children.ToList()[0];
        Assert.Null(inside.WrittenVr);
        Assert.Equal(VrReason.Dictionary, inside.VrReason);
        Assert.Equal(Implicit, inside.Encoding);
    }

    [Fact]
    public void Read_BigEndian_GivesTheSameTreeAsLittleEndian()
    {
        var tree = DataTree.Read(Hex.Parse(
            """
            0008 1110 5351 0000 0000001A
               FFFE E000 FFFFFFFF 0008 1150 5549 0002 3100 FFFE E00D 00000000
            0028 0010 5553 0002 0200                                     # rows 512
            """), BigEndian);

        Assert.Empty(tree.Anomalies);
        Assert.Equal((ushort)512, tree.Find(Tags.Rows)!.Value.ReadUInt16());
        Assert.Equal("(0008,1110)[0].(0008,1150)", tree[2].Path);
    }

    [Fact]
    public void Read_PrivateElements_ResolveTheirCreatorInTheirOwnItem()
    {
        var tree = DataTree.Read(Hex.Parse(
            """
            0900 1000 4C4F 0200 4120                                     # block 10 is A
            0900 1100 4C4F 0200 4220                                     # block 11 is B
            0900 0110 4C4F 0200 3120
            0900 0111 5351 0000 12000000
               FEFF 00E0 0A000000 0900 0110 4C4F 0200 3120               # block 10 of an item without creators
            """), Explicit);

        Assert.Equal("A", tree.Find(new Tag(0x00091001))!.Value.PrivateCreator);
        Assert.Equal("B", tree.Find(new Tag(0x00091101))!.Value.PrivateCreator);
        Assert.Null(tree[5].PrivateCreator);
        Assert.Equal([new StructureAnomaly(PrivateWithoutCreator, 50, 5, new Tag(0x00091001))], tree.Anomalies);
    }

    [Theory]
    [InlineData(Explicit, "0800 5000 5348 0A00 4120", LengthPastEnd, 0)]
    [InlineData(Explicit, "0800 5000 5348 0000 0102", NoElement, 8)]
    [InlineData(Explicit, "0800 1011 5351 0000 08000000 0800 5000 5348 0000", NoItem, 12)]
    [InlineData(Explicit, "0800 1011 5351 0000 FFFFFFFF FEFF 00E0 00000000", DelimiterMissing, 20)]
    [InlineData(Explicit, "0800 1011 5351 0000 FFFFFFFF FEFF 00E0 FFFFFFFF FEFF DDE0 00000000", DelimiterMissing, 20)]
    [InlineData(Explicit, "0800 5000 5348 0000 FEFF 0DE0 00000000", DelimiterOutOfPlace, 8)]
    [InlineData(Explicit, "0800 1011 5351 0000 FFFFFFFF FEFF DDE0 02000000", DelimiterLength, 16)]
    [InlineData(Explicit, "E07F 1000 4F42 0000 FFFFFFFF FEFF 00E0 FFFFFFFF 0102 FEFF DDE0 00000000", FragmentLengthUndefined, 22)]
    [InlineData(Explicit, "0800 5000 5348 0100 41", OddLength, 0)]
    [InlineData(Explicit, "0800 5000 5348 0000 0800 1600 5549 0000", DescendingTag, 8)]
    [InlineData(Explicit, "0800 5000 5348 0000 0800 5000 5348 0000", DuplicateTag, 8)]
    [InlineData(Explicit, "0800 5000 5A5A 0000 00000000", UndefinedVr, 4)]
    [InlineData(Explicit, "0800 5000 3F3F 0200 4120", UndefinedVr, 4)]
    [InlineData(Explicit, "0800 2001 5554 0001 00000000", ReservedNotZero, 6)]
    [InlineData(Explicit, "0800 2001 5554 0000 FFFFFFFF FEFF DDE0 00000000", UndefinedLengthNotAllowed, 0)]
    [InlineData(Explicit, "0800 1600 02000000 3100 0800 1800 02000000 3200", ImplicitInExplicit, 0)]
    [InlineData(Implicit, "0800 1600 5549 0200 3100 0800 1800 5549 0200 3200", ExplicitInImplicit, 0)]
    [InlineData(Explicit, "0800 0000 554C 0400 0A000000 0800 5000 5348 0000 1000 2000 4C4F 0000", GroupLengthWrong, 0)]
    [InlineData(Explicit, "0200 1000 5549 0000", ForbiddenGroup, 0)]
    [InlineData(Explicit, "0900 0110 4C4F 0000", PrivateWithoutCreator, 0)]
    [InlineData(Explicit, "0900 0200 4C4F 0000", PrivateElementNumber, 0)]
    public void Read_Anomaly_IsNamedWithItsOffset(DataSetEncoding encoding, string hex, StructureAnomalyKind kind, long offset)
    {
        var tree = DataTree.Read(Hex.Parse(hex), encoding);

        var anomaly = tree.Anomalies[0];
        Assert.Equal((kind, offset), (anomaly.Kind, anomaly.Offset));
    }

    [Fact]
    public void Read_LengthPastTheEndInsideAnItem_IsCutThereAndLeavesTheRestReadable()
    {
        var tree = DataTree.Read(Hex.Parse(
            """
            0800 1011 5351 0000 12000000
               FEFF 00E0 0A000000 0800 5011 5549 FF00 3100               # 255 bytes announced, 2 are in the item
            1000 2000 4C4F 0200 4120
            """), Explicit);

        var cut = tree[2];
        Assert.Equal((255u, 2L, true, true), (cut.DeclaredLength, cut.Value.Length, cut.IsCut, cut.IsBroken));
        Assert.True(tree[0].IsBroken);
        Assert.Equal("A", tree.Find(Tags.PatientId)!.Value.Text(64));
        Assert.False(tree.Find(Tags.PatientId)!.Value.IsBroken);
    }

    [Fact]
    public void Read_BytesBehindTheLastElement_AreANodeOfTheirOwn()
    {
        // A ZIP local file header behind the pixel data.
        var tree = DataTree.Read(Hex.Parse("E07F 1000 4F42 0000 02000000 0102 504B0304 14000000 0800 0000 2100"), Explicit);

        Assert.Equal([DataNodeKind.Element, DataNodeKind.Unread], tree.Top.ToList().Select(node => node.Kind));
        Assert.Equal(new ByteRange(14, 14), tree[1].Bytes);
    }

    [Fact]
    public void Read_MissingSequenceDelimiter_EndsTheSequenceBeforeTheNextElement()
    {
        var tree = DataTree.Read(Hex.Parse(
            """
            0800 1011 5351 0000 FFFFFFFF
               FEFF 00E0 FFFFFFFF 0800 5011 5549 0200 3100 FEFF 0DE0 00000000
            1000 2000 4C4F 0200 4120
            """), Explicit);

        Assert.Equal([DelimiterMissing], tree.Anomalies.Select(anomaly => anomaly.Kind));
        Assert.Equal("A", tree.Find(Tags.PatientId)!.Value.Text(64));
    }

    [Fact]
    public void Read_UndefinedLengthOfAValue_GoesToTheNextDelimiter()
    {
        var tree = DataTree.Read(Hex.Parse("4200 1100 4F42 0000 FFFFFFFF 25504446 FEFF DDE0 00000000 1000 2000 4C4F 0200 4120"), Explicit);

        var document = tree.Find(new Tag(0x00420011))!.Value;
        Assert.Equal("%PDF", document.Text(64));
        Assert.Equal(8, document.Delimiter.Length);
        Assert.NotNull(tree.Find(Tags.PatientId));
    }

    [Fact]
    public void Read_ALotOfOneAnomaly_DoesNotHideAnother()
    {
        var odd = Enumerable.Repeat(Hex.Parse("1000 2000 4C4F 0100 41"), 1000).SelectMany(bytes => bytes);
        var tree = DataTree.Read((byte[])[.. odd, .. Hex.Parse("1000 2000 4C4F FF00 41")], Explicit);

        Assert.Equal(1001, tree.CountOf(OddLength));
        Assert.Equal(100, tree.Anomalies.Count(anomaly => anomaly.Kind == OddLength));
        Assert.Contains(tree.Anomalies, anomaly => anomaly.Kind == LengthPastEnd);
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_000, false)]
    public void Read_SequencesTooDeepForAnyStack_AreReadWalkedAndWritten(int depth, bool isClosed)
    {
        var open = Hex.Parse("0800 1011 FFFFFFFF FEFF 00E0 FFFFFFFF");
        var close = Hex.Parse("FEFF 0DE0 00000000 FEFF DDE0 00000000");
        byte[] nested = [.. Enumerable.Repeat(open, depth).SelectMany(bytes => bytes), .. Enumerable.Repeat(close, isClosed ? depth : 0).SelectMany(bytes => bytes)];

        var tree = DataTree.Read(nested, Implicit);

        Assert.Equal(depth, tree.Depth);
        Assert.Equal(isClosed ? 0 : 2 * depth, tree.CountOf(DelimiterMissing));
        var innermost = tree[tree.Count - 1];
        Assert.True(innermost.Path.Length < 1000);
        var edit = new DataTreeEdit(tree);
        edit.ReplaceValue(innermost, Hex.Parse("0800 5011 00000000"));
        using var written = new MemoryStream();
        edit.WriteTo(written);
        Assert.Equal(nested.Length + 8, written.Length);
    }

    [Fact]
    public void Read_MoreNodesThanTheLimit_EndsInOneNodeForTheRest()
    {
        var bytes = Hex.Parse("0800 0500 00000000 0800 5200 00000000 1000 2000 00000000");
        var tree = DataTree.Read(bytes, Implicit, new DataSetLimits { MaxElements = 1 });

        Assert.Equal(2, tree.Count);
        Assert.Equal((DataNodeKind.Unread, new ByteRange(8, 16)), (tree[1].Kind, tree[1].Bytes));
        Assert.Equal(TooManyElements, tree.Anomalies[0].Kind);
    }

    [Fact]
    public void Read_RangeOutsideTheSource_IsTheCallersMistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DataTree.Read(ByteSource.From(new byte[4]), new ByteRange(2, 4), Explicit));
}
