using Leadglass.Knowledge.Versions;

namespace Leadglass.Knowledge.Tests.Versions;

public sealed class ProductVersionTests
{
    [Theory]
    [InlineData("1.2", "1.2.0", 0)]
    [InlineData("v1.2.3", "1.2.3", 0)]
    [InlineData("1.02", "1.2", 0)]
    [InlineData("1.9", "1.10", -1)]
    [InlineData("1.0.0-alpha", "1.0.0-beta", -1)]
    [InlineData("1.0.0-rc.1", "1.0.0", -1)]
    [InlineData("1.0~rc1", "1.0", -1)]
    [InlineData("2.7.6b", "2.7.6", 1)]
    [InlineData("B.02", "C.01", -1)]
    [InlineData("99999999999999999999999", "100000000000000000000000", -1)]
    public void CompareTo_VersionsAsMakersWriteThem_HasTheirOrder(string left, string right, int expected)
    {
        Assert.Equal(expected, Math.Sign(ProductVersion.Parse(left)!.CompareTo(ProductVersion.Parse(right)!)!.Value));
        Assert.Equal(-expected, Math.Sign(ProductVersion.Parse(right)!.CompareTo(ProductVersion.Parse(left)!)!.Value));
    }

    [Theory]
    [InlineData("may")]
    [InlineData("1 2")]
    [InlineData("8/30/2024")]
    [InlineData("")]
    [InlineData("\u0661.2")]
    public void Parse_TextThatIsNoVersion_IsNothing(string text) => Assert.Null(ProductVersion.Parse(text));
}
