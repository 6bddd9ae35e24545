namespace Leadglass.Findings.Tests;

public sealed class NetworkPlanTests
{
    [Fact]
    public void Of_Report_SaysWhatIsForAndAgainstEachMilestone()
    {
        var plan = NetworkPlan.Of(Samples.Network);

        var site = Assert.Single(plan.Targets);
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], site.Assessments.Select(static one => one.Subject));
        // Clear text beside TLS is about the flows between zones, open queries about who may do what.
        Assert.Equal(
            [Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Warn, Verdict.NotTested, Verdict.Fail, Verdict.NotTested, Verdict.NotTested, Verdict.Inconclusive],
            site.Assessments.Select(static one => one.Verdict));
        Assert.Equal("2 problems at 2 targets; 1 good answer", site.Assessments[4].Summary);
        Assert.Contains("against: LG-EXP-021 Strangers can query this archive (2 targets)", site.Assessments[4].Details);
        Assert.Contains("evidence: 5 targets, the product of 3 known", site.Assessments[1].Details);
        Assert.Equal("NSA's Manageable Network Plan: 2 of 8 milestones have problems, 3 evidenced in part, 3 without evidence.", plan.Headline);
    }

    /// <summary>Nothing that can be seen from outside shows that a milestone is reached.</summary>
    [Fact]
    public void Of_EverythingHolds_NoMilestoneIsCalledReached()
    {
        var fine = Samples.Network with { Findings = [.. Samples.Network.Findings.Select(static finding => finding with { Verdict = Verdict.Pass })] };

        Assert.DoesNotContain(NetworkPlan.Of(fine).Targets[0].Assessments, static one => one.Verdict == Verdict.Pass);
    }

    [Theory]
    [InlineData("LG-EXP-001", 3)]
    [InlineData("LG-EXP-0010", 5)]
    [InlineData("LG-TLS-001", 4)]
    [InlineData("LG-TLS-030", 3)]
    [InlineData("LG-KNW-001", 6)]
    [InlineData("LG-XYZ-001", null)]
    public void MilestoneOf_Rule_IsThatOfTheLongestPrefix(string rule, int? milestone) => Assert.Equal(milestone, NetworkPlan.MilestoneOf(rule));
}
