using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class CsvReportTests
{
    private static string FirstCellOf(string target)
    {
        var csv = Samples.Render(Samples.Network with { Targets = [Samples.System(target, null, null, "s")], Findings = [] }, ReportFormat.Csv);
        return csv.Split("\r\n")[1][..^",,,s,,,,,,,,".Length];
    }

    [Fact]
    public void Write_Network_IsTheApprovedTable() => ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.Csv), "report.csv");

    [Fact]
    public void Write_Rows_EndWithCrLf() // RFC 4180 §2
    {
        var csv = Samples.Render(Samples.Network, ReportFormat.Csv);
        Assert.Equal(csv.Count(character => character == '\n'), csv.Split("\r\n").Length - 1);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("  =1", "\"  '=1\"")]
    [InlineData("\"=1", "\"\"\"'=1\"")]
    [InlineData("a,=1", "\"a,'=1\"")]
    [InlineData("a;=1", "\"a;'=1\"")]
    [InlineData("a\"; =1", "\"a\"\"; '=1\"")]
    [InlineData("'=1", "\"''=1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    public void Write_StartOfAFormula_IsNeutralised(string text, string cell) => Assert.Equal(cell, FirstCellOf(text));

    [Theory]
    [InlineData("\t=1", @"\u{9}=1")]
    [InlineData("\r=1", @"\u{D}=1")]
    public void Write_TabOrReturnBeforeAFormula_IsVisible(string text, string cell) => Assert.Equal(cell, FirstCellOf(text));

    [Theory]
    [InlineData("10.20.0.14:11112")]
    [InlineData("a=b")]
    [InlineData("x-ray")]
    public void Write_OrdinaryText_StaysAsItIs(string text) => Assert.Equal(text, FirstCellOf(text));

    [Fact]
    public void Write_TargetWithoutFindings_HasARow() => Assert.Equal("10.0.0.5:104", FirstCellOf("10.0.0.5:104"));
}
