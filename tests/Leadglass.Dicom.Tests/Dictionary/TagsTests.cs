using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Tests.Dictionary;

public class TagsTests
{
    [Theory]
    [InlineData(0x00000000, "CommandGroupLength", "UL", "1")] // the first line
    [InlineData(0x00080005, "SpecificCharacterSet", "CS", "1-n")]
    [InlineData(0x00080019, "PyramidUID", "UI", "1")] // only in the newer of the two sources
    [InlineData(0x00100010, "PatientName", "PN", "1")]
    [InlineData(0x00280106, "SmallestImagePixelValue", "US SS", "1")]
    [InlineData(0x7FE00010, "PixelData", "OB OW", "1")]
    [InlineData(0x60023000, "OverlayData", "OB OW", "1")] // repeating
    [InlineData(0x50FE0005, "CurveDimensions", "US", "1")] // repeating, retired
    [InlineData(0xFFFEE0DD, "SequenceDelimitationItem", "", "1")] // the last line
    public void TryFind_ElementOfTheStandard_GivesItsEntry(uint tag, string keyword, string vrs, string vm)
    {
        Assert.True(Tags.TryFind(new Tag(tag), out var entry));
        Assert.Equal((keyword, vrs, vm), (entry.Keyword, string.Join(' ', entry.Vrs), entry.ValueMultiplicity));
    }

    [Theory]
    [InlineData(0x00090010)] // private
    [InlineData(0x60013000)] // an odd overlay group is private
    [InlineData(0x00080004)] // between two
    [InlineData(0xFFFFFFFF)]
    public void TryFind_AnythingElse_IsNotFound(uint tag) => Assert.False(Tags.TryFind(new Tag(tag), out _));

    [Theory]
    [InlineData(0x00080005, "CS")]
    [InlineData(0x00081110, "SQ")]
    [InlineData(0x00280106, "US")] // US or SS
    [InlineData(0x00283006, "OW")] // US or OW
    [InlineData(0x7FE00010, "OW")] // OB or OW
    [InlineData(0x00080000, "UL")] // group length
    [InlineData(0x00090010, "LO")] // private creator
    [InlineData(0x00091001, "UN")] // private
    [InlineData(0x00080004, "UN")] // unknown
    [InlineData(0xFFFEE000, "UN")] // an item has none
    public void VrOf_ImplicitVr_IsOneVr(uint tag, string vr) => Assert.Equal(vr, Tags.VrOf(new Tag(tag)).ToString());

    [Fact]
    public void TryFindKeyword_GivesTheTag()
    {
        Assert.True(Tags.TryFindKeyword("PatientID", out var tag));
        Assert.Equal(Tags.PatientId, tag);
        Assert.False(Tags.TryFindKeyword("PatientsShoeSize", out _));
    }

    [Fact]
    public void ToString_IsAsPrinted() => Assert.Equal("(7FE0,0010)", Tags.PixelData.ToString());
}
