namespace Leadglass.Findings.Writing;

/// <summary>A report arranged for reading: targets by urgency, and what to fix first. Every writer for people starts here, so that they agree.</summary>
internal sealed class ReportView
{
    public ReportView(Report report)
    {
        Report = report;
        var byTarget = report.Findings.ToLookup(finding => finding.Target);
        var known = report.Targets.Select(target => target.Id).ToHashSet();
        var unlisted = byTarget.Where(group => !known.Contains(group.Key)).Select(group => Unlisted(group.Key));
        Targets =
        [
            .. report.Targets.Concat(unlisted)
                .Select(target => new TargetView(target, MostUrgentFirst(byTarget[target.Id])))
                .OrderBy(target => target.Standing),
        ];
        Fixes = FixesOf(report, Targets);
    }

    public Report Report { get; }

    /// <summary>Most urgent first, otherwise in the order of the report.</summary>
    public IReadOnlyList<TargetView> Targets { get; }

    /// <summary>By severity, certain before likely, then in the order of the targets.</summary>
    public IReadOnlyList<Fix> Fixes { get; }

    /// <summary>The rules that have a say in this report, by id.</summary>
    public IEnumerable<Rule> Rules => Report.Findings.Select(finding => finding.Rule).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>How many findings call for attention beyond those that the first fixes stand for.</summary>
    public int FurtherFindings =>
        Report.Findings.Count(finding => finding.IsProblem || finding.Verdict == Verdict.Inconclusive) - Fixes.Take(Fix.First).Sum(fix => fix.Targets.Count);

    /// <summary>Whose assessments are shown: in a short report of many targets they would bury the answer.</summary>
    public IEnumerable<Target> WithAssessments(bool all) =>
        all || Targets.Count == 1 ? Targets.Select(view => view.Target).Where(target => target.Assessments.Count > 0) : [];

    public int Count(Verdict standing) => Targets.Count(target => target.Standing == standing);

    private static List<Finding> MostUrgentFirst(IEnumerable<Finding> findings) =>
        [.. findings.OrderBy(finding => finding.Verdict).ThenByDescending(finding => finding.Severity)];

    private static List<Fix> FixesOf(Report report, IReadOnlyList<TargetView> targets) =>
    [
        .. targets.SelectMany(target => target.Findings)
            .Where(finding => finding.IsProblem)
            .OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => finding.Verdict)
            .GroupBy(finding => (finding.Rule.Id, finding.Remedy))
            .Select(group => new Fix(
                group.First().Rule,
                group.First().Severity,
                group.Key.Remedy,
                [.. group.Select(finding => finding.Target)],
                report.Baseline is { } baseline && group.Any(baseline.IsNew))),
    ];

    /// <summary>A finding whose target the report does not list still has to be shown.</summary>
    private static Target Unlisted(string id) => new() { Id = id, Summary = "", Complete = true, Facts = [] };
}
