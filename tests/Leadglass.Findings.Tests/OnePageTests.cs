namespace Leadglass.Findings.Tests;

public sealed class OnePageTests
{
    private static readonly ReportOptions OnePage = new() { OnePage = true };

    [Theory]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Terminal)]
    public void Write_Report_SaysWhereWeStandWhatIsExposedAndWhatToDoFirst(ReportFormat format)
    {
        var page = Samples.Render(Samples.Network, format, OnePage);

        Assert.Contains("As of 4 May 2026", page, StringComparison.Ordinal);
        Assert.Contains("2 of 5 targets must be repaired.", page, StringComparison.Ordinal);
        Assert.Contains("should be improved", page, StringComparison.Ordinal);
        Assert.Contains("Strangers can query this archive", page, StringComparison.Ordinal);
        Assert.Contains("Set DicomAlwaysAllowFind to false", page, StringComparison.Ordinal);
        Assert.Contains("1 question stayed open, 1 of the examinations are incomplete", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Since", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EarlierRun_SaysWhatImproved()
    {
        var earlier = Samples.Network with { Findings = [Samples.Finding(Samples.OpenQuery, "10.20.0.8:2762", Verdict.Fail), .. Samples.Network.Findings.Skip(1)], StartedAt = Samples.Network.StartedAt.AddMonths(-1) };
        var page = Samples.Render(Samples.Network with { Baseline = Baseline.Compare(earlier, Samples.Network) }, ReportFormat.Markdown, OnePage);

        Assert.Contains("## Since 4 April 2026", page, StringComparison.Ordinal);
        Assert.Contains("- Strangers can query this archive: gone at 10.20.0.8:2762", page, StringComparison.Ordinal);
        Assert.Contains("- 0 new problems, 4 as before, 0 not examined again.", page, StringComparison.Ordinal);
    }

    /// <summary>A sheet that says that all is well where nothing is known would be worse than none.</summary>
    [Fact]
    public void Write_NothingExamined_DoesNotSayThatAllIsWell()
    {
        var nothing = Samples.Network with { Targets = [], Findings = [] };
        var unknown = Samples.Network with { Targets = [Samples.Network.Targets[4]], Findings = [Samples.Network.Findings[7]] };

        Assert.Contains("Nothing was examined, so nothing is known.", Samples.Render(nothing, ReportFormat.Markdown, OnePage), StringComparison.Ordinal);
        Assert.Contains("No problem was found, but 1 of 1 target could not be judged.", Samples.Render(unknown, ReportFormat.Markdown, OnePage), StringComparison.Ordinal);
        Assert.Contains("cut short", Samples.Render(nothing with { Interruption = "Ctrl-C." }, ReportFormat.Html, OnePage), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Html)]
    public void Write_HostileNames_AreTextAndVisible(ReportFormat format)
    {
        var page = Samples.Render(Samples.HostileNetwork, format, OnePage);

        Assert.DoesNotContain(page, static character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain("<script>=", page.Replace("`", "", StringComparison.Ordinal).Split("\\u{1B}")[0], StringComparison.Ordinal);
        Assert.Contains("pwn", page, StringComparison.Ordinal);
    }
}
