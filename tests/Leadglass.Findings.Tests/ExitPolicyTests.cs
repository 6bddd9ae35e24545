namespace Leadglass.Findings.Tests;

public sealed class ExitPolicyTests
{
    private static Report With(Verdict verdict, Severity severity) =>
        Samples.Network with { Findings = [Samples.Finding(Samples.OpenQuery, "10.0.0.5:104", verdict) with { Severity = severity }] };

    [Theory]
    [InlineData(Verdict.Fail, Severity.Critical, 1)]
    [InlineData(Verdict.Fail, Severity.High, 1)]
    [InlineData(Verdict.Warn, Severity.High, 1)]
    [InlineData(Verdict.Fail, Severity.Medium, 0)]
    [InlineData(Verdict.Pass, Severity.Critical, 0)]
    [InlineData(Verdict.Inconclusive, Severity.Critical, 0)]
    [InlineData(Verdict.NotTested, Severity.Critical, 0)]
    public void Decide_DefaultThreshold_IsHigh(Verdict verdict, Severity severity, int code) => Assert.Equal(code, new ExitPolicy().Decide(With(verdict, severity)));

    [Fact]
    public void Decide_LowerThreshold_CountsMore() => Assert.Equal(1, new ExitPolicy { FailOn = Severity.Low }.Decide(With(Verdict.Warn, Severity.Low)));

    [Fact]
    public void Decide_CutShortAndClean_IsIncomplete() => Assert.Equal(3, new ExitPolicy().Decide(With(Verdict.Pass, Severity.High) with { Interruption = "interrupted" }));

    [Fact]
    public void Decide_CutShortWithFindings_IsFindings() => Assert.Equal(1, new ExitPolicy().Decide(With(Verdict.Fail, Severity.High) with { Interruption = "interrupted" }));

    [Fact]
    public void Decide_WithBaseline_CountsOnlyWhatIsNew()
    {
        var report = With(Verdict.Fail, Severity.High);
        Assert.Equal(0, new ExitPolicy().Decide(report with { Baseline = Baseline.Compare(report, report) }));
        Assert.Equal(1, new ExitPolicy().Decide(report with { Baseline = Baseline.Compare(With(Verdict.Pass, Severity.High), report) }));
    }
}
