using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class RulePageTests
{
    private static string Render(Rule rule, ReportOptions options)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        RulePage.Write(rule, writer, options);
        return writer.ToString();
    }

    [Fact]
    public void Write_Rule_IsTheApprovedPage() => ApprovedOutput.Matches(Render(Samples.OpenQuery, new ReportOptions { Width = 100 }), "explain.txt");

    [Fact]
    public void Write_WithoutProof_LeavesTheSectionOut() => Assert.DoesNotContain("Prove it", Render(Samples.ClearText, new ReportOptions { Width = 80 }), StringComparison.Ordinal);
}
