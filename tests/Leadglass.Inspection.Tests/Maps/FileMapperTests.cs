using System.IO.Compression;
using Leadglass.Dicom.Data;
using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Maps;
using Leadglass.Inspection.Tests.Contents;
using Leadglass.Inspection.Tests.Rules;
using static Leadglass.Inspection.Tests.Support.DicomBytes;

namespace Leadglass.Inspection.Tests.Maps;

public sealed class FileMapperTests
{
    [Fact]
    public void Map_NamesEveryPartWithItsPlace()
    {
        var file = File(elements: [Private(new byte[64])]);
        var map = Map(file);
        Assert.Equal(["DICOM"], map.Faces);
        Assert.Equal("1.2.840.10008.1.2.1 Explicit VR Little Endian", map.TransferSyntax);
        Assert.Equal((0, 128, "preamble"), Place(map.Parts[0]));
        Assert.Equal((128, 4, "prefix"), Place(map.Parts[1]));
        Assert.Equal((132, 12, "(0002,0000)"), Place(map.Parts[2]));
        var secret = map.Parts[^1];
        Assert.Equal((file.Length - 76, 76, "(0009,1010)"), Place(secret)); // a header of 12 bytes and 64 bytes of value
        Assert.Equal(("OB", "ACME 1", "private element"), (secret.Vr, secret.PrivateCreator, secret.Name));
        Assert.Equal("1.2.840.10008.5.1.4.1.1.7 Secondary Capture Image Storage", map.Parts.Single(static part => part.Path == "(0008,0016)").Note);
    }

    [Fact]
    public void Map_PartsFollowEachOtherWithoutGap()
    {
        var file = File(elements: [Private(new byte[64])]);
        var end = 0L;
        foreach (var part in Map(file).Parts)
        {
            Assert.Equal(end, part.Offset);
            end += part.Length;
        }

        Assert.Equal(file.Length, end);
    }

    [Fact]
    public void Map_FacesStandAtThePartThatHoldsThem()
    {
        var map = Map(File(preamble: Text("#!/bin/sh\n"), elements: [Private([.. new byte[40], .. InspectionCases.CallingPickle])]));
        Assert.Equal(["DICOM", "script with an interpreter line (#!)"], map.Faces);
        Assert.Contains("script with an interpreter line", Assert.Single(map.Parts[0].Faces), StringComparison.Ordinal);
        Assert.Contains("Python pickle (calls fractions.Fraction", Assert.Single(map.Parts[^1].Faces), StringComparison.Ordinal);
        Assert.All(map.Parts.Skip(1).SkipLast(1), static part => Assert.Empty(part.Faces));
    }

    [Fact]
    public void Map_AnomaliesStandAtThePartWithTheirClause()
    {
        var map = Map(File(elements: [Private(new byte[100])])[..^20]);
        Assert.EndsWith("(0009,1010) announces 100 bytes, 80 are there (PS3.5 §7.1)", Assert.Single(map.Parts[^1].Anomalies), StringComparison.Ordinal);
    }

    [Fact]
    public void Map_HoldsNoValue()
    {
        var map = Map(File(preamble: Text("Sentinel"), elements:
        [
            Element(0x0010, 0x0010, "PN", Text("Sentinel^Name")), Element(0x0010, 0x0020, "LO", Text("Sentinel")), Text("Sentinel outside"),
        ]));
        Assert.DoesNotContain("Sentinel", string.Concat(map.Parts.Select(static part => $"{part} {string.Concat(part.Faces)} {string.Concat(part.Anomalies)}")), StringComparison.Ordinal);
        var noUid = Map(File(sopClass: "Sentinel^Name"));
        Assert.DoesNotContain(noUid.Parts, static part => part.Note?.Contains("Sentinel", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Map_LongFile_LeavesOutTheUnremarkableAndShowsTheRest()
    {
        byte[][] many = [.. Enumerable.Range(0, 5000).Select(static i => Element(0x0011, (ushort)(0x1000 + i), "SH", Text("a ")))];
        var map = Map(File(elements: [.. many, Element(0x0013, 0x1010, "UN", InspectionCases.CallingPickle)]));
        Assert.InRange(map.Parts.Count, 100, 300);
        Assert.Contains(map.Parts, static part => part.Faces.Count > 0);
        Assert.InRange(map.Parts.Sum(static part => part.LeftOut), 4_700, 5_000);
    }

    [Fact]
    public void Map_OtherFile_IsOnePartWithWhatItPassesFor()
    {
        var map = Map([.. ContentVectors.Pe(), .. new byte[64]]);
        Assert.Equal(["Windows program (PE)"], map.Faces);
        Assert.Equal("file", Assert.Single(map.Parts).Path);
    }

    [Fact]
    public void Map_Faces_AreWhatReadersOfTheWholeFileSee()
    {
        var zip = ContentVectors.Anywhere.First(static vector => vector.Kind.Id == "zip").Bytes;
        Assert.Equal(["DICOM", "PDF"], Map(File(elements: [Private(Text("%PDF-1.4\n"))])).Faces);
        Assert.Equal(["DICOM"], Map(File(elements: [Private([.. new byte[1024], .. Text("%PDF-1.4\n")])])).Faces);
        Assert.Equal(["DICOM", ContentKinds.Zip.Name], Map(File(elements: [Private([.. new byte[1024], .. zip])])).Faces);
        // What is wrapped in something else opens nothing by itself.
        Assert.Equal(["DICOM"], Map(File(elements: [Private(Text(Convert.ToBase64String([.. ContentVectors.Pe(), .. new byte[64]])), "UT")])).Faces);
    }

    [Fact]
    public void Map_Deflated_ShowsTheExpandedPartsInsideAndWhatFollows()
    {
        var meta = Element(0x0002, 0x0010, "UI", Text("1.2.840.10008.1.2.1.99"));
        byte[] expanded = [.. Element(0x0008, 0x0016, "UI", Text("1.2.3\0")), .. Element(0x0010, 0x4000, "LT", Text("<script>1</script>"))];
        using var packed = new MemoryStream();
        using (var packer = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            packer.Write(expanded);
        byte[] deflated = [.. packed.ToArray(), .. packed.Length % 2 == 0 ? [] : new byte[1]];
        byte[] file = [.. new byte[128], .. "DICM"u8, .. Element(0x0002, 0x0000, "UL", BitConverter.GetBytes(meta.Length)), .. meta, .. deflated, .. Text("#!/bin/sh\necho\n")];
        var map = Map(file);
        var parts = map.Parts.SkipWhile(static part => part.Path != "data set").ToList();
        Assert.Equal((174L, packed.Length), (parts[0].Offset, parts[0].Length)); // 128, 4, 12 and 30 bytes in front of it
        Assert.Equal([(0L, 14L, "(0008,0016)"), (14L, 26L, "(0010,4000)")], parts[1..3].Select(Place));
        Assert.All(parts[1..3], static part => Assert.Equal((true, 1), (part.IsExpanded, part.Depth)));
        Assert.Contains("script", Assert.Single(parts[2].Faces), StringComparison.Ordinal);
        Assert.Equal((174 + packed.Length, file.Length - 174 - packed.Length, "trailing"), Place(parts[3]));
        Assert.Contains("bytes follow the deflated data set", string.Concat(parts[3].Anomalies), StringComparison.Ordinal);
    }

    [Fact]
    public void Map_AnomalyOfTheFileItself_StandsAtThePartWhereItIsSeen()
    {
        var file = File(elements: [Private(new byte[4])]);
        file[128] = (byte)'X';
        var prefix = Map(file).Parts.Single(static part => part.Path == "prefix");
        Assert.Equal("other bytes than DICM", prefix.Name);
        Assert.Contains("the prefix DICM is missing (PS3.10 §7.1)", Assert.Single(prefix.Anomalies), StringComparison.Ordinal);
    }

    [Fact]
    public void Map_NotesSayHowLongAndHowMany()
    {
        var sequence = Hex.Parse("400030A7 5351 0000 FFFFFFFF FEFF00E0 00000000 FEFF00E0 FFFFFFFF FEFF0DE0 00000000 FEFFDDE0 00000000");
        var map = Map([.. File(elements: [sequence, Element(0x7FE0, 0x0010, "OB", new byte[10])])[..^4]]);
        Assert.Equal("2 items; undefined length", map.Parts.Single(static part => part.Path == "(0040,A730)").Note);
        Assert.Equal([null, "undefined length"], map.Parts.Where(static part => part.Name == "item").Select(static part => part.Note));
        Assert.Equal("announces 10 bytes", map.Parts[^1].Note);
        Assert.Equal([0, 1, 1, 0], map.Parts.TakeLast(4).Select(static part => part.Depth));
    }

    [Fact]
    public void Map_AnyChangeOfAFile_HasOne() => Property.Check(
        ArbitraryBytes.Near([.. InspectionCases.All.Select(static c => c.File)]),
        static bytes => Map(bytes).Length == bytes.Length,
        count: 500);

    private static FileMap Map(byte[] file) => FileMapper.Map(ByteSource.From(file));

    private static (long, long, string) Place(MapPart part) => (part.Offset, part.Length, part.Path);
}
