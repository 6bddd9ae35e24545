namespace Leadglass.Findings;

/// <summary>Compares a run with an earlier one.</summary>
public static class Baseline
{
    /// <summary>
    /// Sorts the problems of both runs by rule and target. A problem that got worse is new: whoever accepted the old state has not accepted this one.
    /// Silence fixes nothing: only a rule that was examined again and holds counts as fixed.
    /// </summary>
    /// <param name="previous">The earlier run, with the same target ids (not redacted when <paramref name="current"/> is not).</param>
    /// <param name="current">This run.</param>
    /// <returns>The comparison, in the order of the reports.</returns>
    public static BaselineComparison Compare(Report previous, Report current)
    {
        var before = WorstProblems(previous);
        var now = WorstProblems(current);
        var outcomes = current.Findings.ToLookup(Key);
        var gone = before.Values.Where(problem => !now.ContainsKey(Key(problem))).ToList();
        return new BaselineComparison
        {
            StartedAt = previous.StartedAt,
            New = [.. now.Values.Where(IsNew).Select(ToEntry)],
            Unchanged = [.. now.Values.Where(problem => !IsNew(problem)).Select(ToEntry)],
            Fixed = [.. gone.Where(Holds).Select(ToEntry)],
            NotRechecked = [.. gone.Where(problem => !Holds(problem)).Select(ToEntry)],
        };

        bool IsNew(Finding problem) => !before.TryGetValue(Key(problem), out var earlier) || Harm(problem).CompareTo(Harm(earlier)) > 0;
        bool Holds(Finding problem) => outcomes[Key(problem)].Select(finding => finding.Verdict).DefaultIfEmpty(Verdict.NotTested).All(verdict => verdict == Verdict.Pass);
    }

    private static OrderedDictionary<(string RuleId, string Target), Finding> WorstProblems(Report report)
    {
        var worst = new OrderedDictionary<(string RuleId, string Target), Finding>();
        foreach (var finding in report.Findings.Where(finding => finding.IsProblem))
        {
            if (!worst.TryGetValue(Key(finding), out var other) || Harm(finding).CompareTo(Harm(other)) > 0)
                worst[Key(finding)] = finding;
        }

        return worst;
    }

    private static (string RuleId, string Target) Key(Finding finding) => (finding.Rule.Id, finding.Target);

    /// <summary>More is worse: by severity, then certain before possible.</summary>
    private static (Severity Severity, bool Certain) Harm(Finding finding) => (finding.Severity, finding.Verdict == Verdict.Fail);

    private static BaselineEntry ToEntry(Finding finding) => new(finding.Rule.Id, finding.Target, finding.Rule.Title, finding.Severity);
}
