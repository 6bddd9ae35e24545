namespace Leadglass.Findings.Tests;

public sealed class JoinedReportTests
{
    private static readonly DateTimeOffset Monday = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_OneReport_IsThatReport() => Assert.Same(Samples.Network, JoinedReport.Of([Samples.Network]));

    [Fact]
    public void Of_NoReport_IsRefused() => Assert.Throws<ArgumentException>(() => JoinedReport.Of([]));

    [Fact]
    public void Of_TwoRunsOfOneCommand_TakesTheNewestWordOfEachTarget()
    {
        var old = Run("check", 0, ("a:104", Samples.OpenQuery, Verdict.Fail), ("b:104", Samples.OpenQuery, Verdict.Fail));
        var current = Run("check", 1, ("a:104", Samples.OpenQuery, Verdict.Pass));

        foreach (var joined in (Report[])[JoinedReport.Of([old, current]), JoinedReport.Of([current, old])])
        {
            Assert.Equal([("a:104", Verdict.Pass), ("b:104", Verdict.Fail)], joined.Findings.Select(static finding => (finding.Target, finding.Verdict)).Order());
            Assert.Equal((Monday, Monday.AddDays(1).AddMinutes(1)), (joined.StartedAt, joined.FinishedAt));
            Assert.Equal("2 targets examined by check: 1 problem at 1 target.", joined.Headline);
        }
    }

    [Fact]
    public void Of_TwoCommands_SaysOfOneTargetWhatBothSay()
    {
        var check = Run("check", 0, ("a:104", Samples.OpenQuery, Verdict.Fail)) with { Interruption = "The time was over." };
        var tls = Run("tls server", 1, ("a:104", Samples.ClearText, Verdict.Warn));
        check = check with { Targets = [check.Targets[0] with { Product = "Orthanc", Complete = false }] };

        var joined = JoinedReport.Of([check, tls]);

        var target = Assert.Single(joined.Targets);
        Assert.Equal(("Orthanc", false, "by check; by tls server"), (target.Product, target.Complete, target.Summary));
        Assert.Equal(["LG-EXP-021", "LG-TLS-030"], joined.Findings.Select(static finding => finding.Rule.Id));
        Assert.Equal("check: The time was over.", joined.Interruption);
    }

    private static Report Run(string command, int day, params (string Target, Rule Rule, Verdict Verdict)[] findings) => Samples.Network with
    {
        Command = command,
        StartedAt = Monday.AddDays(day),
        FinishedAt = Monday.AddDays(day).AddMinutes(1),
        Targets = [.. findings.Select(finding => Samples.System(finding.Target, null, null, $"by {command}"))],
        Findings = [.. findings.Select(static finding => Samples.Finding(finding.Rule, finding.Target, finding.Verdict))],
    };
}
