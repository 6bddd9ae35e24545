using Leadglass.Findings;
using Leadglass.Tls.Profiles;

namespace Leadglass.Tls.Tests.Profiles;

public sealed class ProfileAssessmentTests
{
    private static readonly Profile B12 = StandardProfiles.All.Single(profile => profile.Name == "B.12");

    private static readonly ProfileEntry Mandatory = new(EntryKind.TooMuch, RequirementLevel.MustNot, "TLS 1.0", "RFC 9325 §3.1.1");

    private static readonly ProfileEntry Advised = new(EntryKind.Missing, RequirementLevel.Should, "x25519", "RFC 9325 §4.2.1");

    private static readonly ProfileEntry Unknown = new(EntryKind.NotKnown, RequirementLevel.MustNot, "SSL 2.0", "RFC 9325 §3.1.1");

    private static Assessment Of(ProfileEntry[] security, ProfileEntry[] interoperability) =>
        ProfileAssessment.Of(new ProfileVerdict(B12, new ProfilePart(security), new ProfilePart(interoperability)));

    [Fact]
    public void Of_NothingDiffers_Passes()
    {
        var assessment = Of([], []);
        Assert.Equal(("B.12", Verdict.Pass, "security holds; interoperability holds"), (assessment.Subject, assessment.Verdict, assessment.Summary));
        Assert.Empty(assessment.Details);
    }

    [Fact]
    public void Of_OnlyAdviceDiffers_WarnsAndStillHolds()
    {
        var assessment = Of([], [Advised]);
        Assert.Equal((Verdict.Warn, "security holds; interoperability holds"), (assessment.Verdict, assessment.Summary));
        Assert.Equal(["Interoperability. Missing: x25519 (should, RFC 9325 §4.2.1)."], assessment.Details);
    }

    [Fact]
    public void Of_OnePartFails_FailsAndNamesWhatDecides()
    {
        var assessment = Of([Advised, Mandatory], []);
        Assert.Equal((Verdict.Fail, "security fails: too much TLS 1.0; interoperability holds"), (assessment.Verdict, assessment.Summary));
        Assert.Equal("Security. Too much: TLS 1.0 (shall not, RFC 9325 §3.1.1).", assessment.Details[0]);
    }

    [Fact]
    public void Of_SomethingMandatoryCouldNotBeAsked_IsInconclusive()
    {
        var assessment = Of([Unknown], []);
        Assert.Equal((Verdict.Inconclusive, "security not known: could not ask SSL 2.0; interoperability holds"), (assessment.Verdict, assessment.Summary));
    }

    [Fact]
    public void Of_LongList_NamesThreeAndCountsTheRest()
    {
        var entries = Enumerable.Range(1, 5).Select(number => Mandatory with { Subject = $"suite {number}" }).ToArray();
        var assessment = Of(entries, []);
        Assert.Equal("security fails: too much suite 1, suite 2, suite 3 and 2 more; interoperability holds", assessment.Summary);
        Assert.Equal(5, assessment.Details.Count);
    }
}
