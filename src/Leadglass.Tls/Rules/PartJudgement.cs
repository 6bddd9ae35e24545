using Leadglass.Findings;
using Leadglass.Tls.Profiles;

namespace Leadglass.Tls.Rules;

/// <summary>The verdict of a rule about one part of a claimed profile: the same for servers and for clients.</summary>
internal static class PartJudgement
{
    private const int Shown = 20;

    public static Judgement Of(Profile claim, ProfilePart part)
    {
        // What decides comes first: the lists can be longer than anyone reads.
        var entries = part.Entries.OrderByDescending(static entry => entry.Decides).Select(static entry => $"{entry}").ToList();
        string[] evidence = entries.Count > Shown ? [.. entries.Take(Shown), $"And {entries.Count - Shown} more."] : [.. entries];
        return part.Outcome switch
        {
            ProfileOutcome.Fails => Judgement.Fail(evidence),
            ProfileOutcome.NotKnown => Judgement.Inconclusive(evidence),
            _ when part.Advice.Any() => Judgement.Warn(evidence),
            _ => Judgement.Pass([$"{claim.Name} holds.", .. evidence]),
        };
    }
}
