using Leadglass.Findings.Writing;

namespace Leadglass.Findings.Tests;

public sealed class DisplayWidthTests
{
    [Theory]
    [InlineData("PACS", 4)]
    [InlineData("Zürich", 6)]
    [InlineData("e\u0301", 1)]
    [InlineData("病院", 4)]
    [InlineData("ＰＡ", 4)]
    public void Of_Text_CountsTerminalCells(string text, int cells) => Assert.Equal(cells, DisplayWidth.Of(text));

    [Fact]
    public void Wrap_LongText_BreaksAtSpaces() => Assert.Equal(["set it to", "false and", "restart"], DisplayWidth.Wrap("set it to false and restart", 9));

    [Fact]
    public void Wrap_WordLongerThanALine_IsCut() => Assert.Equal(["1.2.840.", "10008.1"], DisplayWidth.Wrap("1.2.840.10008.1", 8));

    [Fact]
    public void Wrap_Empty_IsOneEmptyLine() => Assert.Equal([""], DisplayWidth.Wrap("", 8));
}
