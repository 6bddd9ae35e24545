namespace Leadglass.Findings.Tests;

public sealed class DifferenceTests
{
    private const string Archive = "10.0.0.5:104";
    private const string Worklist = "10.0.0.6:104";

    private static Report With(IReadOnlyList<Target> targets, params Finding[] findings) => Samples.Network with { Targets = targets, Findings = findings, Baseline = null, Interruption = null };

    private static Target System(string id, string? product, params (string Key, string Value)[] facts) =>
        Samples.System(id, null, product, "answers") with { Facts = [.. facts.Select(fact => KeyValuePair.Create(fact.Key, fact.Value))] };

    [Fact]
    public void Of_SameReportTwice_HasNothingToSay()
    {
        var report = With([System(Archive, "Orthanc", ("aePolicy", "open"))], Samples.Finding(Samples.OpenQuery, Archive, Verdict.Fail));

        var difference = Difference.Of(report, report);

        Assert.Empty(difference.Targets);
        Assert.Empty(difference.Findings);
        Assert.EndsWith("0 targets new, 0 gone, 0 changed; 0 problems new, 0 fixed, 0 not examined again, 1 unchanged.", difference.Headline, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Clean, new ExitPolicy().Decide(difference));
    }

    [Fact]
    public void Of_FactsThatChangedCameAndWent_SaysBeforeAndNow()
    {
        var before = With([System(Archive, "Orthanc 1.10.1", ("product", "Orthanc 1.10.1"), ("aePolicy", "restricted"), ("tls", "1.2"), ("port", "104"))]);
        var now = With([System(Archive, "Orthanc 1.12.0", ("product", "Orthanc 1.12.0"), ("aePolicy", "open"), ("port", "104"), ("identity", "accepted"))]);

        var target = Assert.Single(Difference.Of(before, now).Targets);

        Assert.Equal("changed: answers", target.Summary);
        Assert.Equal(
            ["product: Orthanc 1.10.1 -> Orthanc 1.12.0", "aePolicy: restricted -> open", "identity: absent -> accepted", "tls: 1.2 -> absent"],
            target.Facts.Select(fact => $"{fact.Key}: {fact.Value}"));
    }

    [Fact]
    public void Of_TargetsThatCameAndWent_NamesBoth()
    {
        var difference = Difference.Of(With([System(Archive, null)]), With([System(Worklist, null)], Samples.Finding(Samples.OpenQuery, Worklist, Verdict.Fail)));

        Assert.Equal([(Worklist, "new: answers", true), (Archive, "gone: answers", false)], difference.Targets.Select(target => (target.Id, target.Summary, target.Complete)));
        Assert.Equal(ExitCode.Findings, new ExitPolicy().Decide(difference));
    }

    [Fact]
    public void Of_VerdictThatTurned_StaysWithWhatItWasBefore()
    {
        var before = With([System(Archive, null)], Samples.Finding(Samples.OpenQuery, Archive, Verdict.Pass), Samples.Finding(Samples.ClearText, Archive, Verdict.Fail));
        var now = With([System(Archive, null)], Samples.Finding(Samples.OpenQuery, Archive, Verdict.Fail, "status 0000H"), Samples.Finding(Samples.ClearText, Archive, Verdict.Fail));

        var finding = Assert.Single(Difference.Of(before, now).Findings);

        Assert.Equal(Samples.OpenQuery.Id, finding.Rule.Id);
        Assert.Equal([$"Before: pass ({Samples.OpenQuery.Severity.ToString().ToLowerInvariant()}).", "status 0000H"], finding.Evidence);
    }

    [Fact]
    public void Of_SecondFindingOfOneRule_IsTheOneThatIsNew() => Assert.Single(Difference.Of(
        With([System(Archive, null)], Samples.Finding(Samples.OpenQuery, Archive, Verdict.Fail)),
        With([System(Archive, null)], Samples.Finding(Samples.OpenQuery, Archive, Verdict.Fail), Samples.Finding(Samples.OpenQuery, Archive, Verdict.Fail))).Findings);

    [Fact]
    public void Of_ProblemThatIsFixed_IsCountedAndShownAsPassed()
    {
        var difference = Difference.Of(
            With([System(Archive, null)], Samples.Finding(Samples.OpenQuery, Archive, Verdict.Fail)), With([System(Archive, null)], Samples.Finding(Samples.OpenQuery, Archive, Verdict.Pass)));

        Assert.Single(difference.Baseline!.Fixed);
        Assert.Equal(Verdict.Pass, Assert.Single(difference.Findings).Verdict);
        Assert.Equal(ExitCode.Clean, new ExitPolicy().Decide(difference));
    }

    [Fact]
    public void Of_LaterRunCutShort_IsIncomplete()
    {
        var whole = With([]);

        Assert.Equal(ExitCode.Incomplete, new ExitPolicy().Decide(Difference.Of(whole, whole with { Interruption = "No answer from a." })));
    }
}
