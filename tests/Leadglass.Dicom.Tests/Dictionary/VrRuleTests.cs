using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Tests.Dictionary;

public class VrRuleTests
{
    [Fact]
    public void All_AreTheThirtyFourOfTheStandard() => Assert.Equal(34, VrRule.All.Count);

    [Fact]
    public void HasLongLength_IsWhatPs35Section712Lists() =>
        Assert.Equal(
            ["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"],
            VrRule.All.Where(rule => rule.HasLongLength).Select(rule => rule.Vr.ToString()).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("UI", 0x00)]
    [InlineData("OB", 0x00)]
    [InlineData("LO", 0x20)]
    [InlineData("PN", 0x20)]
    public void Padding_IsNulForUidsAndBytesAndSpaceForText(string vr, byte expected) => Assert.Equal(expected, new Vr(vr).Padding);

    [Fact]
    public void HasLongLength_OfAVrTheStandardDoesNotKnow_IsTrue() => Assert.True(new Vr("ZZ").HasLongLength);

    [Fact]
    public void New_OfThreeCharacters_IsTheCallersMistake() => Assert.Throws<ArgumentException>(() => new Vr("ABC"));
}
