using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class TerminalReportTests
{
    private static string Render(Report report, ReportOptions options) => Samples.Render(report, ReportFormat.Terminal, options);

    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    [InlineData(40)]
    public void Write_AtWidth_IsTheApprovedAnswer(int width) => ApprovedOutput.Matches(Render(Samples.Network, new ReportOptions { Width = width }), $"answer-{width}.txt");

    [Fact]
    public void Write_All_ListsEveryFinding() => ApprovedOutput.Matches(Render(Samples.Network, new ReportOptions { Width = 100, All = true }), "answer-all.txt");

    [Theory]
    [InlineData(100)]
    [InlineData(null)]
    public void Write_OneTarget_ShowsWhatItWasHeldAgainst(int? width)
    {
        var text = Render(Samples.Network with { Targets = [Samples.Network.Targets[0]], Findings = [] }, new ReportOptions { Width = width });
        Assert.Matches(@"B\.12\s+.*security holds; interoperability holds", text);
        Assert.Matches(@"B\.13\s+.*interoperability fails: missing TLS_AES_128_CCM_SHA256", text);
        Assert.DoesNotContain("B.12 ", Render(Samples.Network, new ReportOptions { Width = width }).Replace("B.12 holds", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithoutUnicode_FallsBackToAsciiSigns()
    {
        var text = Render(Samples.Network with { Headline = "Zürich" }, new ReportOptions { Width = 80, Unicode = false });
        Assert.DoesNotContain(text, character => character > '~');
        Assert.Contains("  X  10.20.0.14:11112", text, StringComparison.Ordinal);
        Assert.Contains("  +  10.20.0.8:2762", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithoutWidth_IsPlainLines() => ApprovedOutput.Matches(Render(Samples.Network, new ReportOptions { All = true }), "answer-pipe.txt");

    [Fact]
    public void Write_WithoutWidth_HasNoTabsAndNoColour()
    {
        var text = Render(Samples.Network, new ReportOptions { Color = true });
        Assert.DoesNotContain('\t', text);
        Assert.DoesNotContain('\e', text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(100)]
    public void Write_CutShort_SaysSoFirst(int? width) => Assert.StartsWith(
        "Cut short: interrupted by the user. Leadglass checked",
        Render(Samples.Network with { Interruption = "interrupted by the user." }, new ReportOptions { Width = width }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void Write_AnyWidth_NoLineIsWider(int width)
    {
        var report = Samples.Network with
        {
            Headline = string.Join(' ', Enumerable.Repeat("大学病院", 40)),
            Targets = [.. Samples.Network.Targets, Samples.System(new string('x', 300), "n", new string('y', 90), new string('z', 90))],
        };
        Assert.All(Render(report, new ReportOptions { Width = width, All = true }).Split('\n'), line => Assert.InRange(Cells(line), 0, width));

        static int Cells(string line) => line.Sum(character => character is >= '\u2E80' and <= '\uFFEF' ? 2 : 1);
    }

    [Fact]
    public void Write_ManyTargets_FoldsTheRest()
    {
        var report = Samples.Network with { Targets = [.. Enumerable.Range(1, 45).Select(number => Samples.System($"10.0.0.{number}:104", null, null, "ok"))], Findings = [] };
        Assert.Contains("and 15 more: --all", Render(report, new ReportOptions { Width = 80 }), StringComparison.Ordinal);
        Assert.Contains("10.0.0.45:104", Render(report, new ReportOptions { Width = 80, All = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_IncompleteTargetWithPassesOnly_IsNotShownAsPass()
    {
        var target = Samples.System("10.0.0.5:104", null, null, "reset by peer") with { Complete = false };
        var report = Samples.Network with { Targets = [target], Findings = [Samples.Finding(Samples.OpenQuery, target.Id, Verdict.Pass, "refused")] };
        Assert.Contains("?  10.0.0.5:104", Render(report, new ReportOptions { Width = 80 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SameRuleAndRemedyAtManyTargets_IsOneFix()
    {
        string[] hosts = ["10.0.0.1:104", "10.0.0.2:104", "10.0.0.3:104", "10.0.0.4:104"];
        var report = Samples.Network with { Targets = [], Findings = [.. hosts.Select(host => Samples.Finding(Samples.OpenQuery, host, Verdict.Fail))] };
        var text = Render(report, new ReportOptions { Width = 80 });
        Assert.Contains("10.0.0.1:104, 10.0.0.2:104 and 2 more", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2.  ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SeverityOutweighsOrder_MostSevereIsFixedFirst()
    {
        var report = Samples.Network with
        {
            Findings = [Samples.Finding(Samples.ClearText, "a:1", Verdict.Fail), Samples.Finding(Samples.OpenQuery, "b:1", Verdict.Warn), Samples.Finding(Samples.OpenQuery with { Id = "LG-EXP-022" }, "c:1", Verdict.Fail)],
        };
        var lines = Render(report, new ReportOptions()).Split('\n').Where(line => line.StartsWith("FIX", StringComparison.Ordinal));
        Assert.Equal(["LG-EXP-022", "LG-EXP-021", "LG-TLS-030"], lines.Select(line => line.Split("  ")[2]));
    }

    [Fact]
    public void Write_WithBaseline_NamesTheChangesAndMarksWhatIsNew()
    {
        var earlier = Samples.Network with { Findings = [.. Samples.Network.Findings.Where(finding => finding.Target != "10.20.0.31:104")] };
        var text = Render(Samples.Network with { Baseline = Baseline.Compare(earlier, Samples.Network) }, new ReportOptions { Width = 100 });
        Assert.Contains("Since 2026-05-04 10:12:05 +02:00: 1 new, 0 fixed, 3 unchanged, 0 not rechecked.", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("(new)").Length - 1);
    }
}
