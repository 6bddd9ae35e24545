using Leadglass.Dicom.Data;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Tests.Data;

public class PixelFragmentsTests
{
    private const string TwoFrames = "2800 0800 4953 0200 3220"; // Number of Frames 2

    private static PixelFragments Read(string before, string table, string fragments = "FEFF 00E0 02000000 0102 FEFF 00E0 04000000 01020304") =>
        PixelFragments.Of(DataTree.Read(
            Hex.Parse($"{before} E07F 1000 4F42 0000 FFFFFFFF FEFF 00E0 {table} {fragments} FEFF DDE0 00000000"), DataSetEncoding.ExplicitLittleEndian))!;

    [Fact]
    public void Of_OffsetsThatPointToTheFragments_IsAsItShouldBe()
    {
        var pixels = Read(TwoFrames, "08000000 00000000 0A000000"); // 0 and 8 + 2

        Assert.Empty(pixels.Anomalies);
        Assert.Equal((2, 2L, 2L), (pixels.Count, pixels.TableEntries, pixels.DeclaredFrames));
        Assert.Equal([2L, 4L], Enumerable.Range(0, pixels.Count).Select(number => pixels[number].Value.Length));
    }

    [Theory]
    [InlineData(TwoFrames, "00000000", null)] // no table
    [InlineData("", "00000000", null)] // one frame of two fragments
    [InlineData("", "04000000 00000000", null)]
    [InlineData(TwoFrames, "06000000 00000000 0A00", OffsetTableLength)]
    [InlineData(TwoFrames, "08000000 0A000000 00000000", OffsetTableOrder)]
    [InlineData(TwoFrames, "08000000 00000000 00000000", OffsetTableOrder)]
    [InlineData(TwoFrames, "08000000 00000000 0C000000", OffsetTableTarget)]
    [InlineData(TwoFrames, "08000000 00000000 FFFFFFFF", OffsetTableTarget)]
    [InlineData("2800 0800 4953 0200 3320", "00000000", FrameCount)] // three frames in two fragments
    [InlineData(TwoFrames, "04000000 00000000", FrameCount)]
    [InlineData(TwoFrames + "E07F 0100 4F56 0000 10000000 0000000000000000 0A00000000000000 E07F 0200 4F56 0000 10000000 0200000000000000 0400000000000000", "00000000", null)]
    [InlineData(TwoFrames + "E07F 0100 4F56 0000 10000000 0000000000000000 0A00000000000000 E07F 0200 4F56 0000 10000000 0200000000000000 0900000000000000", "00000000", OffsetTableLengths)]
    [InlineData(TwoFrames + "E07F 0100 4F56 0000 10000000 0000000000000000 FFFFFFFFFFFFFFFF E07F 0200 4F56 0000 10000000 0200000000000000 0400000000000000", "00000000", OffsetTableTarget)]
    [InlineData(TwoFrames + "E07F 0100 4F56 0000 10000000 0000000000000000 0A00000000000000 E07F 0200 4F56 0000 10000000 0200000000000000 0400000000000000", "08000000 00000000 0A000000", TwoOffsetTables)]
    [InlineData(TwoFrames + "E07F 0100 4F56 0000 10000000 0000000000000000 0A00000000000000", "00000000", OffsetTableLength)]
    public void Of_OffsetTable_IsHeldAgainstTheFragments(string before, string table, StructureAnomalyKind? kind)
    {
        var anomalies = Read(before, table).Anomalies;

        if (kind is null)
            Assert.Empty(anomalies);
        else
            Assert.Equal(kind, anomalies[0].Kind);
    }

    [Fact]
    public void Of_NativePixelData_IsNothing() =>
        Assert.Null(PixelFragments.Of(DataTree.Read(Hex.Parse("E07F 1000 4F42 0000 02000000 0102"), DataSetEncoding.ExplicitLittleEndian)));
}
