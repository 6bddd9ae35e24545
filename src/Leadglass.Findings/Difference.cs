using Leadglass.Findings.Writing;

namespace Leadglass.Findings;

/// <summary>What changed between two runs of the same command, as a report of its own: written in every format, judged by the same exit policy.</summary>
public static class Difference
{
    private const string Nothing = "absent";

    /// <summary>
    /// Compares two reports. Of the current one stay the targets that are new or whose facts changed, and the findings whose verdict or severity
    /// is new; a changed fact reads <c>before -> now</c>. A target that is not there any more stands as incomplete: silence is no proof of anything.
    /// Evidence is not compared: it holds keys that are drawn anew for every run.
    /// </summary>
    /// <param name="previous">The earlier run.</param>
    /// <param name="current">The later run, of the same command.</param>
    /// <returns>The changes, with the <see cref="BaselineComparison"/> of the problems; times are those of <paramref name="current"/>.</returns>
    public static Report Of(Report previous, Report current)
    {
        var before = previous.Targets.DistinctBy(target => target.Id).ToDictionary(target => target.Id);
        var after = current.Targets.Select(target => target.Id).ToHashSet();
        var findings = Changed(previous, current);
        var speaking = findings.Select(finding => finding.Target).ToHashSet();

        var added = current.Targets.Where(target => !before.ContainsKey(target.Id)).ToList();
        var gone = previous.Targets.Where(target => !after.Contains(target.Id)).ToList();
        var changed = current.Targets.Where(target => before.ContainsKey(target.Id))
            .Select(target => (Target: target, Facts: ChangedFacts(before[target.Id], target)))
            .Where(one => one.Facts.Count > 0 || speaking.Contains(one.Target.Id))
            .Select(one => one.Target with { Summary = $"changed: {one.Target.Summary}", Facts = one.Facts, Assessments = [] })
            .ToList();
        var problems = Baseline.Compare(previous, current);
        return current with
        {
            Command = "diff",
            Headline = $"Since {previous.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {Wording.Count(added.Count, "target")} new, {gone.Count} gone, {changed.Count} changed; "
                + $"{Wording.Count(problems.New.Count, "problem")} new, {problems.Fixed.Count} fixed, {problems.NotRechecked.Count} not examined again, {problems.Unchanged.Count} unchanged.",
            Interruption = Interruption(previous, current),
            Targets =
            [
                .. added.Select(target => target with { Summary = $"new: {target.Summary}" }),
                .. changed,
                .. gone.Select(target => target with { Summary = $"gone: {target.Summary}", Complete = false, Facts = [], Assessments = [] }),
            ],
            Findings = findings,
            Baseline = problems,
        };
    }

    // Of several findings of one rule at one target, each conclusion that the earlier run had as well takes one away.
    private static List<Finding> Changed(Report previous, Report current)
    {
        var earlier = previous.Findings.ToLookup(finding => (finding.Rule.Id, finding.Target));
        return
        [
            .. current.Findings.GroupBy(finding => (finding.Rule.Id, finding.Target)).SelectMany(group =>
            {
                var had = earlier[group.Key].Select(Conclusion).ToList();
                var words = had.Count == 0 ? "Before: not judged." : $"Before: {string.Join(", ", had.Distinct().Select(one => $"{one.Verdict} ({one.Severity})".ToLowerInvariant()))}.";
                return group.Where(finding => !had.Remove(Conclusion(finding))).Select(finding => finding with { Evidence = [words, .. finding.Evidence] });
            }),
        ];
    }

    private static (Verdict Verdict, Severity Severity) Conclusion(Finding finding) => (finding.Verdict, finding.Severity);

    private static List<KeyValuePair<string, string>> ChangedFacts(Target before, Target now)
    {
        var old = before.Facts.DistinctBy(fact => fact.Key).ToDictionary();
        var current = now.Facts.DistinctBy(fact => fact.Key).ToDictionary();
        return
        [
            .. now.Facts.SelectMany(fact => Change(fact.Key, old.GetValueOrDefault(fact.Key), fact.Value)),
            .. before.Facts.Where(fact => !current.ContainsKey(fact.Key)).SelectMany(fact => Change(fact.Key, fact.Value, null)),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Change(string key, string? before, string? now) =>
        before == now ? [] : [new(key, $"{before ?? Nothing} -> {now ?? Nothing}")];

    private static string? Interruption(Report previous, Report current)
    {
        var open = new[] { previous.Interruption is { } first ? $"The earlier run: {first}" : null, current.Interruption is { } second ? $"The later run: {second}" : null }.OfType<string>().ToList();
        return open.Count == 0 ? null : string.Join(' ', open);
    }
}
