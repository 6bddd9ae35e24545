using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Data;

public class DataTreeEditTests
{
    /// <summary>An element inside an item inside a sequence, all of defined length, in a group with a group length.</summary>
    private const string Nested =
        """
        0800 0000 554C 0400 26000000                                     # 38 bytes follow
        0800 1600 5549 0000
        0800 1011 5351 0000 12000000
           FEFF 00E0 0A000000 0800 5011 5549 0200 3100
        1000 2000 4C4F 0200 4120
        """;

    private static byte[] Edited(string hex, LengthPolicy policy, Action<DataTree, DataTreeEdit> change, DataSetEncoding encoding = DataSetEncoding.ExplicitLittleEndian)
    {
        var tree = DataTree.Read(Hex.Parse(hex), encoding);
        var edit = new DataTreeEdit(tree, policy);
        change(tree, edit);
        using var written = new MemoryStream();
        edit.WriteTo(written);
        return written.ToArray();
    }

    [Fact]
    public void WriteTo_WithoutChanges_IsTheSource() =>
        Assert.Equal(Hex.Parse(Nested), Edited(Nested, LengthPolicy.Repair, static (_, edit) => Assert.True(edit.IsEmpty)));

    [Fact]
    public void ReplaceValue_Repaired_SetsEveryLengthAround() =>
        Assert.Equal(
            Hex.Parse(
                """
                0800 0000 554C 0400 28000000                             # 40
                0800 1600 5549 0000
                0800 1011 5351 0000 14000000                             # 20
                   FEFF 00E0 0C000000 0800 5011 5549 0400 312E3200       # 12, 4, padded with NUL as UI is
                1000 2000 4C4F 0200 4120
                """),
            Edited(Nested, LengthPolicy.Repair, static (tree, edit) => edit.ReplaceValue(tree[4], "1.2"u8.ToArray())));

    [Fact]
    public void ReplaceValue_Kept_LiesAboutEveryLength() =>
        Assert.Equal(
            Hex.Parse(
                """
                0800 0000 554C 0400 26000000
                0800 1600 5549 0000
                0800 1011 5351 0000 12000000
                   FEFF 00E0 0A000000 0800 5011 5549 0200 312E32
                1000 2000 4C4F 0200 4120
                """),
            Edited(Nested, LengthPolicy.Keep, static (tree, edit) => edit.ReplaceValue(tree[4], "1.2"u8.ToArray())));

    [Fact]
    public void Remove_Repaired_LeavesAnEmptyItem() =>
        Assert.Equal(
            Hex.Parse(
                """
                0800 0000 554C 0400 1C000000
                0800 1600 5549 0000
                0800 1011 5351 0000 08000000
                   FEFF 00E0 00000000
                1000 2000 4C4F 0200 4120
                """),
            Edited(Nested, LengthPolicy.Repair, static (tree, edit) => edit.Remove(tree[4])));

    [Fact]
    public void Remove_AroundAnotherChange_DropsTheInnerOne() =>
        Assert.Equal(
            Hex.Parse("0800 0000 554C 0400 08000000 0800 1600 5549 0000 1000 2000 4C4F 0200 4120"),
            Edited(Nested, LengthPolicy.Repair, static (tree, edit) =>
            {
                edit.ReplaceValue(tree[4], "1.2.3.4"u8.ToArray());
                edit.Remove(tree[2]);
            }));

    [Fact]
    public void InsertAfter_ItsOwnBytes_IsADuplicate() =>
        Assert.Equal(
            Hex.Parse("1000 2000 4C4F 0200 4120 1000 2000 4C4F 0200 4120"),
            Edited("1000 2000 4C4F 0200 4120", LengthPolicy.Repair, static (tree, edit) => edit.InsertAfter(tree[0], tree.Source.ReadBytes(tree[0].Bytes))));

    [Fact]
    public void SetLength_ChangesNothingElse() =>
        Assert.Equal(
            Hex.Parse("0800 1011 5351 0000 FFFFFFFF FEFF 00E0 00000000"),
            Edited("0800 1011 5351 0000 08000000 FEFF 00E0 00000000", LengthPolicy.Repair, static (tree, edit) => edit.SetLength(tree[0], 0xFFFFFFFF)));

    [Theory]
    [InlineData("UN", "1000 2000 554E 0000 02000000 4120")]
    [InlineData("ZZ", "1000 2000 5A5A 0000 02000000 4120")]
    [InlineData("??", "1000 2000 3F3F 0200 4120")]
    public void SetVr_WritesTheHeaderInTheFormOfTheVr(string vr, string expected) =>
        Assert.Equal(Hex.Parse(expected), Edited("1000 2000 4C4F 0200 4120", LengthPolicy.Repair, (tree, edit) => edit.SetVr(tree[0], new Vr(vr))));

    [Fact]
    public void ReplaceDelimiter_WithNothing_LeavesTheSequenceOpen() =>
        Assert.Equal(
            Hex.Parse("0800 1011 5351 0000 FFFFFFFF 1000 2000 4C4F 0000"),
            Edited("0800 1011 5351 0000 FFFFFFFF FEFF DDE0 00000000 1000 2000 4C4F 0000", LengthPolicy.Repair, static (tree, edit) => edit.ReplaceDelimiter(tree[0], default)));

    [Fact]
    public void ReplaceValue_TooLongForItsLengthField_GoesAsUn()
    {
        var bytes = Edited("1000 2000 4C4F 0200 4120", LengthPolicy.Repair, static (tree, edit) => edit.ReplaceValue(tree[0], new byte[65536]));

        Assert.Equal(Hex.Parse("1000 2000 554E 0000 00000100"), bytes[..12]);
    }

    [Fact]
    public void ReplaceValue_BigEndian_WritesLengthsInItsByteOrder() =>
        Assert.Equal(
            Hex.Parse("0008 0000 554C 0004 0000000C 0008 0050 5348 0004 41424344"),
            Edited(
                "0008 0000 554C 0004 0000000A 0008 0050 5348 0002 4142",
                LengthPolicy.Repair,
                static (tree, edit) => edit.ReplaceValue(tree[1], "ABCD"u8.ToArray()),
                DataSetEncoding.ExplicitBigEndian));

    [Fact]
    public void Remove_ANodeOfAnotherTree_IsTheCallersMistake()
    {
        var other = DataTree.Read(Hex.Parse(Nested), DataSetEncoding.ExplicitLittleEndian);

        Assert.Throws<ArgumentException>(() => Edited(Nested, LengthPolicy.Repair, (_, edit) => edit.Remove(other[0])));
    }

    [Fact]
    public void Sort_PutsALevelInOrderWithWhatIsInside_AndChangesInItStay() =>
        Assert.Equal(
            Hex.Parse(
                """
                0800 1600 5549 0000
                0800 1011 5351 0000 12000000
                   FEFF 00E0 0A000000 0800 5011 5549 0200 3100
                1000 2000 4C4F 0200 4220
                """),
            Edited(
                """
                1000 2000 4C4F 0400 41414120
                0800 1011 5351 0000 12000000
                   FEFF 00E0 0A000000 0800 5011 5549 0200 3100
                0800 1600 5549 0000
                """,
                LengthPolicy.Repair,
                static (tree, edit) =>
                {
                    edit.Sort(null);
                    edit.ReplaceValue(tree[0], "B"u8.ToArray());
                }));

    [Fact]
    public void Sort_OfAnItemThatIsRemoved_HasNoEffect() =>
        Assert.Equal(
            Hex.Parse("0800 1011 5351 0000 00000000"),
            Edited(
                "0800 1011 5351 0000 1C000000 FEFF 00E0 14000000 1000 2000 4C4F 0200 4120 0800 5011 5549 0200 3100",
                LengthPolicy.Repair,
                static (tree, edit) =>
                {
                    edit.Sort(tree[1]);
                    edit.Remove(tree[1]);
                }));

    [Fact]
    public void SetGroupLength_GrowsFromWhatWasTold() =>
        Assert.Equal(
            Hex.Parse("0800 0000 554C 0400 0A000000 0800 1600 5549 0200 3100"),
            Edited("0800 0000 554C 0400 63000000 0800 1600 5549 0000", LengthPolicy.Repair, static (tree, edit) =>
            {
                edit.SetGroupLength(tree[0], 8);
                edit.ReplaceValue(tree[1], "1\0"u8.ToArray());
            }));

    [Fact]
    public void Placement_IsWhereTheBytesStandInWhatIsWritten()
    {
        var bytes = Hex.Parse("1000 2000 4C4F 0400 41414120 0800 1011 5351 0000 12000000 FEFF 00E0 0A000000 0800 5011 5549 0200 3100 0800 1600 5549 0000");
        var tree = DataTree.Read(bytes, DataSetEncoding.ExplicitLittleEndian);
        var edit = new DataTreeEdit(tree);
        edit.Sort(null);
        edit.ReplaceValue(tree.Find(new Tag(0x00100020))!.Value, default);
        edit.ReplaceValue(tree.Find(new Tag(0x00080016))!.Value, "1.2."u8.ToArray());
        using var written = new MemoryStream();
        edit.WriteTo(written);
        var placement = edit.Placement();
        for (var i = 0; i < tree.Count; i++)
            Assert.Equal(Convert.ToHexString(bytes, (int)tree[i].Offset, 4), Convert.ToHexString(written.ToArray(), (int)placement(tree[i].Offset), 4));
        Assert.Equal(written.Length, placement(bytes.Length));
    }
}
