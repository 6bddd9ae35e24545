using System.Buffers.Binary;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Tests.Files;

public class ImageSizeTests
{
    private const string Jpeg = "1.2.840.10008.1.2.4.50";
    private const string Jpeg2000 = "1.2.840.10008.1.2.4.90";
    private const string MultiComponent = "1.2.840.10008.1.2.4.92";
    private const string Rle = "1.2.840.10008.1.2.5";
    private const string Native = "1.2.840.10008.1.2.1";

    // Rows 2, Columns 3, Bits Allocated 8: six bytes a frame of one sample.
    private const string Small = "2800 1000 5553 0200 0200  2800 1100 5553 0200 0300  2800 0001 5553 0200 0800";
    private const string Three = "2800 0200 5553 0200 0300";
    private const string Subsampled = "2800 0400 4353 0C00 5942525F46554C4C5F343232";  // YBR_FULL_422
    private const string TwoFrames = "2800 0800 4953 0200 3220";

    // SOI, APP0 of 4 bytes, SOF0 with 8 bits, 2 lines of 3, one component.
    private const string Sof = "FFD8 FFE0 0004 0000 FFC0 000B 08 0002 0003 01 011100 FFDA";
    // SOC, SIZ: 7 × 6 with an offset of 4 × 4: 3 columns, 2 rows; one component of 8 bits.
    private const string Siz = "FF4F FF51 0029 0000 00000007 00000006 00000004 00000004 00000007 00000006 00000000 00000000 0001 07 01 01";

    private static StructureAnomalyKind[] KindsOf(string transferSyntax, string dataSet)
    {
        var uid = transferSyntax + (transferSyntax.Length % 2 == 0 ? "" : "\0");
        byte[] file =
        [
            .. new byte[128], .. "DICM"u8, .. Hex.Parse("0200 1000 5549"), (byte)uid.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(uid),
            .. Hex.Parse(dataSet),
        ];
        using var read = DicomFile.Read(ByteSource.From(file));
        Assert.Empty(read.DataSet.Anomalies);
        return [.. ImageSize.Check(read).Select(static anomaly => anomaly.Kind)];
    }

    private static string Pixels(int length) => $"E07F 1000 4F42 0000 {Length(length)} {new string('0', length * 2)}";

    private static string Fragment(string bytes) => $"E07F 1000 4F42 0000 FFFFFFFF FEFF 00E0 00000000 FEFF 00E0 {Length(Hex.Parse(bytes).Length)} {bytes} FEFF DDE0 00000000";

    private static string Length(int length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return Convert.ToHexString(bytes);
    }

    [Theory]
    [InlineData(Small, 6, null)]
    [InlineData(Small, 4, PixelDataShort)]
    [InlineData(Small, 8, PixelDataLong)]
    [InlineData(Three + Small, 18, null)]
    [InlineData(Three + Small, 16, PixelDataShort)]
    [InlineData(Three + Subsampled + Small, 12, null)]   // PS3.3 C.7.6.3.1.2: two luminance samples, one of each chrominance
    [InlineData(Three + Subsampled + Small, 18, null)]
    [InlineData(Three + Subsampled + Small, 10, PixelDataShort)]
    [InlineData(Three + Subsampled + Small, 20, PixelDataLong)]
    [InlineData(TwoFrames + Small, 12, null)]
    [InlineData(TwoFrames + Small, 10, PixelDataShort)]
    [InlineData("2800 0800 4953 0200 5858" + Small, 2, null)]   // frames that are no number: could be anything
    [InlineData("2800 0800 4953 0200 2D31" + Small, 4, PixelDataShort)]
    [InlineData("2800 1000 5553 0200 0300 2800 1100 5553 0200 0300 2800 0001 5553 0200 0100", 2, null)]   // nine single bits
    [InlineData("2800 1000 5553 0200 0300 2800 1100 5553 0200 0600 2800 0001 5553 0200 0100", 2, PixelDataShort)]   // eighteen
    [InlineData("2800 1000 5553 0200 0200 2800 1100 5553 0200 0100 2800 0001 5553 0200 0C00", 4, null)]   // 12 bits, packed
    [InlineData("2800 0200 5553 0200 FFFF 2800 0800 4953 0A00 32313437343833363437 2800 1000 5553 0200 FFFF 2800 1100 5553 0200 FFFF 2800 0001 5553 0200 FFFF", 2, PixelDataShort)]
    [InlineData("2800 1000 5553 0200 0200 2800 0001 5553 0200 0800", 2, null)]   // no Columns
    public void Check_NativePixels_AreHeldAgainstTheDescription(string description, int length, StructureAnomalyKind? kind) =>
        Assert.Equal(kind is { } one ? [one] : [], KindsOf(Native, description + Pixels(length)));

    [Theory]
    [InlineData(Jpeg, Sof, null)]
    [InlineData(Jpeg, "FFD8 FFFF FFC0 000B 08 0002 0003 01 011100 FFDA", null)]   // fill bytes before the marker
    [InlineData(Jpeg, "FFD8 FFC0 000B 08 0000 0003 01 011100 FFDA", null)]   // lines come behind the scan, DNL
    [InlineData(Jpeg, "FFD8 FFC0 000B 08 FFFF 0003 01 011100 FFDA", CodestreamRows)]
    [InlineData(Jpeg, "FFD8 FFF7 000B 08 0002 0004 01 011100 FFDA", CodestreamColumns)]
    [InlineData(Jpeg, "FFD8 FFC3 000B 08 0002 0003 03 011100 FFDA", CodestreamSamples)]
    [InlineData(Jpeg, "FFD8 FFC1 000B 0C 0002 0003 01 011100 FFDA", CodestreamBits)]
    [InlineData(Jpeg, "FFD8 FFC4 000B 08 0009 0009 09 011100 FFDA", null)]   // a Huffman table is no frame header
    [InlineData(Jpeg, "FFD8 FFC0", null)]
    [InlineData(Jpeg, "FFD8 FFE0 0000 FFC0 000B 08 0009 0003 01 0111", null)]
    [InlineData(Jpeg2000, Siz, null)]
    [InlineData(Jpeg2000, "FF4F FF51 0029 0000 00000008 00000006 00000004 00000004 00000007 00000006 00000000 00000000 0001 07 01 01", CodestreamColumns)]
    [InlineData(Jpeg2000, "FF4F FF51 0029 0000 00000007 FFFFFFFF 00000004 00000004 00000007 00000006 00000000 00000000 0001 07 01 01", CodestreamRows)]
    [InlineData(Jpeg2000, "FF4F FF51 0029 0000 00000007 00000006 00000004 00000004 00000007 00000006 00000000 00000000 0009 07 01 01", CodestreamSamples)]
    [InlineData(MultiComponent, "FF4F FF51 0029 0000 00000007 00000006 00000004 00000004 00000007 00000006 00000000 00000000 0009 07 01 01", null)]
    [InlineData(Jpeg2000, "FF4F FF51 0029 0000 00000007 00000006 00000004 00000004 00000007 00000006 00000000 00000000 0001 0F 01 01", CodestreamBits)]
    public void Check_Codestream_IsHeldAgainstTheDescription(string transferSyntax, string codestream, StructureAnomalyKind? kind)
    {
        var even = Hex.Parse(codestream).Length % 2 == 0 ? codestream : codestream + "00";

        Assert.Equal(kind is { } one ? [one] : [], KindsOf(transferSyntax, Small + Fragment(even)));
    }

    [Theory]
    [InlineData("01000000 40000000", null)]
    [InlineData("02000000 40000000 41000000", RleSegments)]
    [InlineData("00000000", RleSegments)]
    [InlineData("01000000 42000000", RleOffset)]
    [InlineData("01000000 3F000000", RleOffset)]
    public void Check_Rle_HasASegmentForEachByteOfAPixel(string header, StructureAnomalyKind? kind) =>
        Assert.Equal(kind is { } one ? [one] : [], KindsOf(Rle, Small + Fragment(header + new string('0', 128 - header.Replace(" ", "", StringComparison.Ordinal).Length) + "0000")));

    [Theory]
    [InlineData("0060 1000 5553 0200 0300 0060 1100 5553 0200 0300 0060 0030 4F57 0000 02000000 0000", null)]
    [InlineData("1E60 1000 5553 0200 0300 1E60 1100 5553 0200 0600 1E60 0030 4F57 0000 02000000 0000", OverlayShort)]
    [InlineData("0060 1000 5553 0200 0300 0060 1100 5553 0200 0300 0060 1500 4953 0200 3220 0060 0030 4F57 0000 02000000 0000", OverlayShort)]
    [InlineData("2800 0111 5553 0600 0200 0000 0800 2800 0112 4F57 0000 02000000 0000", null)]
    [InlineData("2800 0111 5553 0600 0200 0000 1000 2800 0112 4F57 0000 02000000 0000", LookupTableShort)]
    [InlineData("2800 0311 5553 0600 0000 0000 0800 2800 0312 4F57 0000 02000000 0000", LookupTableShort)]   // 0 stands for 65,536
    public void Check_OverlaysAndLookupTables_AreHeldAgainstTheirDescription(string dataSet, StructureAnomalyKind? kind) =>
        Assert.Equal(kind is { } one ? [one] : [], KindsOf(Native, dataSet));

    [Fact]
    public void Check_Icon_IsComparedWithItsOwnDescription()
    {
        // The icon has room for 6 bytes and holds 2; the image around it is right.
        const string icon = $"8800 0002 5351 0000 FFFFFFFF FEFF 00E0 FFFFFFFF {Small} E07F 1000 4F42 0000 02000000 0000 FEFF 0DE0 00000000 FEFF DDE0 00000000";

        Assert.Equal([PixelDataShort], KindsOf(Native, Small + icon + Pixels(6)));
    }
}
