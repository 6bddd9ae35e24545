using Leadglass.Findings;

namespace Leadglass.Tls.Profiles;

/// <summary>A verdict about a profile as a report shows it.</summary>
public static class ProfileAssessment
{
    private const int Named = 3;

    /// <summary>
    /// Says whether the profile holds, what of its two parts does not and by what, and then everything that differs.
    /// A profile that holds although recommendations are not followed is a warning.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>The assessment; its subject is the profile's name.</returns>
    public static Assessment Of(ProfileVerdict verdict)
    {
        var advice = verdict.Security.Advice.Concat(verdict.Interoperability.Advice).Count();
        return new Assessment
        {
            Subject = verdict.Profile.Name,
            Title = verdict.Profile.Status == ProfileStatus.Retired ? $"{verdict.Profile.Title} (retired)" : verdict.Profile.Title,
            Verdict = verdict.Outcome switch
            {
                ProfileOutcome.Fails => Verdict.Fail,
                ProfileOutcome.NotKnown => Verdict.Inconclusive,
                _ => advice > 0 ? Verdict.Warn : Verdict.Pass,
            },
            Summary = $"security {WordOf(verdict.Security)}; interoperability {WordOf(verdict.Interoperability)}",
            Details = [.. DetailsOf("Security", verdict.Security), .. DetailsOf("Interoperability", verdict.Interoperability)],
        };
    }

    private static string WordOf(ProfilePart part)
    {
        var deciding = part.Entries.Where(static entry => entry.Decides).ToList();
        return part.Outcome switch
        {
            ProfileOutcome.Fails => $"fails: {Listed("too much", deciding, EntryKind.TooMuch)}{Listed("missing", deciding, EntryKind.Missing)}".TrimEnd(' ', ','),
            ProfileOutcome.NotKnown => $"not known: {Listed("could not ask", deciding, EntryKind.NotKnown)}".TrimEnd(' ', ','),
            _ => "holds",
        };
    }

    private static string Listed(string label, List<ProfileEntry> entries, EntryKind kind)
    {
        var subjects = entries.Where(entry => entry.Kind == kind).Select(static entry => entry.Subject).ToList();
        if (subjects.Count == 0)
            return "";
        var more = subjects.Count > Named ? $" and {subjects.Count - Named} more" : "";
        return $"{label} {string.Join(", ", subjects.Take(Named))}{more}, ";
    }

    // What decides comes first: the lists can be longer than anyone reads.
    private static IEnumerable<string> DetailsOf(string part, ProfilePart found) =>
        found.Entries.OrderByDescending(static entry => entry.Decides).Select(entry => $"{part}. {entry}");
}
