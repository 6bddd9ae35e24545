namespace Leadglass.Findings.Tests;

public sealed class BaselineTests
{
    private const string Host = "10.0.0.5:104";

    private static Report With(params Finding[] findings) => Samples.Network with { Findings = findings };

    private static Finding Judged(Verdict verdict, Severity severity = Severity.High) => Samples.Finding(Samples.OpenQuery, Host, verdict) with { Severity = severity };

    private static string Outcome(Report previous, Report current)
    {
        var comparison = Baseline.Compare(previous, current);
        var outcomes = new[] { ("new", comparison.New), ("fixed", comparison.Fixed), ("unchanged", comparison.Unchanged), ("not rechecked", comparison.NotRechecked) };
        return string.Join(", ", outcomes.Where(outcome => outcome.Item2.Count > 0).Select(outcome => outcome.Item1));
    }

    [Theory]
    [InlineData(Verdict.Fail, Verdict.Fail, "unchanged")]
    [InlineData(Verdict.Warn, Verdict.Warn, "unchanged")]
    [InlineData(Verdict.Fail, Verdict.Warn, "unchanged")]
    [InlineData(Verdict.Warn, Verdict.Fail, "new")]
    [InlineData(Verdict.Pass, Verdict.Fail, "new")]
    [InlineData(Verdict.Inconclusive, Verdict.Warn, "new")]
    [InlineData(Verdict.NotTested, Verdict.Fail, "new")]
    [InlineData(Verdict.Fail, Verdict.Pass, "fixed")]
    [InlineData(Verdict.Warn, Verdict.Pass, "fixed")]
    [InlineData(Verdict.Fail, Verdict.Inconclusive, "not rechecked")]
    [InlineData(Verdict.Fail, Verdict.NotTested, "not rechecked")]
    [InlineData(Verdict.Pass, Verdict.Pass, "")]
    [InlineData(Verdict.Pass, Verdict.Inconclusive, "")]
    public void Compare_VerdictBeforeAndNow_HasItsOutcome(Verdict before, Verdict now, string outcome) =>
        Assert.Equal(outcome, Outcome(With(Judged(before)), With(Judged(now))));

    [Theory]
    [InlineData(Severity.Low, Severity.High, "new")]
    [InlineData(Severity.High, Severity.Low, "unchanged")]
    public void Compare_SeverityChanged_WorseIsNew(Severity before, Severity now, string outcome) =>
        Assert.Equal(outcome, Outcome(With(Judged(Verdict.Fail, before)), With(Judged(Verdict.Fail, now))));

    [Fact]
    public void Compare_TargetNotReachedNow_IsNotFixed() => Assert.Equal("not rechecked", Outcome(With(Judged(Verdict.Fail)), With()));

    [Fact]
    public void Compare_RuleNotAppliedNow_IsNotFixed() =>
        Assert.Equal("not rechecked", Outcome(With(Judged(Verdict.Fail)), With(Samples.Finding(Samples.ClearText, Host, Verdict.Pass))));

    [Fact]
    public void Compare_SameRuleAtOtherTarget_IsAnotherProblem() =>
        Assert.Equal("new, not rechecked", Outcome(With(Judged(Verdict.Fail)), With(Samples.Finding(Samples.OpenQuery, "10.0.0.6:104", Verdict.Fail))));

    [Fact]
    public void Compare_RuleJudgedTwiceAtATarget_IsFixedOnlyWhenBothHold()
    {
        Assert.Equal("not rechecked", Outcome(With(Judged(Verdict.Fail)), With(Judged(Verdict.Pass), Judged(Verdict.Inconclusive))));
        Assert.Equal("unchanged", Outcome(With(Judged(Verdict.Fail)), With(Judged(Verdict.Pass), Judged(Verdict.Fail))));
    }

    [Fact]
    public void Compare_Result_NamesRuleTargetTitleAndEarlierStart()
    {
        var comparison = Baseline.Compare(With(), With(Judged(Verdict.Fail)));
        Assert.Equal(new BaselineEntry("LG-EXP-021", Host, "Strangers can query this archive", Severity.High), Assert.Single(comparison.New));
        Assert.Equal(Samples.Network.StartedAt, comparison.StartedAt);
        Assert.True(comparison.IsNew(Judged(Verdict.Fail)));
    }
}
