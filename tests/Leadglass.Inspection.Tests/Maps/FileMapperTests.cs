using Leadglass.Dicom.Data;
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
    public void Map_AnyChangeOfAFile_HasOne() => Property.Check(
        ArbitraryBytes.Near([.. InspectionCases.All.Select(static c => c.File)]),
        static bytes => Map(bytes).Length == bytes.Length,
        count: 500);

    private static FileMap Map(byte[] file) => FileMapper.Map(ByteSource.From(file));

    private static (long, long, string) Place(MapPart part) => (part.Offset, part.Length, part.Path);
}
