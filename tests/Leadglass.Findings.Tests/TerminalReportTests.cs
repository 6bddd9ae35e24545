using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class TerminalReportTests
{
    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    [InlineData(40)]
    public void Write_AtWidth_IsTheApprovedAnswer(int width) =>
        ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.Terminal, new ReportOptions { Width = width }), $"answer-{width}.txt");

    [Fact]
    public void Write_WithoutWidth_IsPlainLines() =>
        ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.Terminal, new ReportOptions { All = true }), "answer-pipe.txt");

    [Fact]
    public void Write_All_ListsEveryFinding() =>
        ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.Terminal, new ReportOptions { Width = 100, All = true }), "answer-all.txt");

    [Fact]
    public void Json_IsTheApprovedDocument() => ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.Json), "report.json");
}
