using Leadglass.Findings;
using Leadglass.Tls.Profiles;

namespace Leadglass.Tls.Rules;

/// <summary>The verdicts of rules about a claimed profile: the same for servers and for clients.</summary>
internal static class PartJudgement
{
    private const int Shown = 20;

    /// <summary>Judges one part by what the profile makes mandatory.</summary>
    public static Judgement Of(Profile claim, ProfilePart part)
    {
        var evidence = Evidence(part.Entries.Where(static entry => entry.Decides));
        return part.Outcome switch
        {
            ProfileOutcome.Fails => Judgement.Fail(evidence),
            ProfileOutcome.NotKnown => Judgement.Inconclusive(evidence),
            _ => Judgement.Pass($"Everything that {claim.Name} makes mandatory here holds."),
        };
    }

    /// <summary>Judges both parts by what the profile recommends: without it the profile still holds, and nobody may read it as broken.</summary>
    public static Judgement OfAdvice(ProfileVerdict verdict)
    {
        var open = verdict.Security.Entries.Concat(verdict.Interoperability.Entries)
            .Where(static entry => entry.Level is RequirementLevel.Should or RequirementLevel.ShouldNot)
            .ToLookup(static entry => entry.Kind == EntryKind.NotKnown);
        return open[false].Any() ? Judgement.Warn(Evidence(open[false]))
            : open[true].Any() ? Judgement.Inconclusive(Evidence(open[true]))
            : Judgement.Pass($"Everything that {verdict.Profile.Name} recommends is followed.");
    }

    // The lists can be longer than anyone reads.
    private static string[] Evidence(IEnumerable<ProfileEntry> entries)
    {
        var lines = entries.Select(static entry => $"{entry}").ToList();
        return lines.Count > Shown ? [.. lines.Take(Shown), $"And {lines.Count - Shown} more."] : [.. lines];
    }
}
