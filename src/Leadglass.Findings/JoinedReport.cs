using Leadglass.Findings.Writing;

namespace Leadglass.Findings;

/// <summary>Reports of several commands or runs as one.</summary>
public static class JoinedReport
{
    /// <summary>
    /// Puts reports together. Of each target the newest word of each command counts; what different commands say of the same target stands side by side.
    /// A single report stays as it is.
    /// </summary>
    /// <param name="reports">At least one; targets and findings come in their order.</param>
    /// <returns>The report; its times are those of the oldest start and the newest end.</returns>
    /// <exception cref="ArgumentException">There is no report.</exception>
    public static Report Of(IReadOnlyList<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        if (reports.Count == 0)
            throw new ArgumentException("There is no report.", nameof(reports));
        if (reports.Count == 1)
            return reports[0];

        var newest = reports.OrderByDescending(static report => report.StartedAt).ToList();
        var speaker = new Dictionary<(string Command, string Target), Report>();
        foreach (var report in newest)
        {
            foreach (var target in report.Targets.Select(static target => target.Id).Concat(report.Findings.Select(static finding => finding.Target)))
                speaker.TryAdd((report.Command, target), report);
        }

        var targets = new OrderedDictionary<string, Target>();
        var findings = new List<Finding>();
        foreach (var report in reports)
        {
            foreach (var target in report.Targets.Where(target => speaker[(report.Command, target.Id)] == report))
                targets[target.Id] = targets.TryGetValue(target.Id, out var known) ? Together(known, target) : target;
            findings.AddRange(report.Findings.Where(finding => speaker[(report.Command, finding.Target)] == report));
        }

        var problems = findings.Where(static finding => finding.IsProblem).ToList();
        return new Report
        {
            Tool = newest[0].Tool,
            Command = "report",
            StartedAt = newest[^1].StartedAt,
            FinishedAt = newest.Max(static report => report.FinishedAt),
            Interruption = string.Join(' ', newest.Where(static report => report.Interruption is not null).Select(static report => $"{report.Command}: {report.Interruption!.TrimEnd('.')}.")) is { Length: > 0 } cut ? cut : null,
            Headline = $"{Wording.Count(targets.Count, "target")} examined by {string.Join(", ", newest.Select(static report => report.Command).Distinct().Order(StringComparer.Ordinal))}: "
                + $"{Wording.Count(problems.Count, "problem")} at {Wording.Count(problems.Select(static finding => finding.Target).Distinct().Count(), "target")}.",
            Targets = [.. targets.Values],
            Findings = findings,
        };
    }

    private static Target Together(Target first, Target second) => first with
    {
        Name = first.Name ?? second.Name,
        Product = first.Product ?? second.Product,
        Summary = first.Summary == second.Summary ? first.Summary : $"{first.Summary}; {second.Summary}",
        Complete = first.Complete && second.Complete,
        Source = first.Source ?? second.Source,
        Assessments = [.. first.Assessments.Concat(second.Assessments).DistinctBy(static assessment => assessment.Subject)],
        Charts = [.. first.Charts, .. second.Charts],
        Facts = [.. first.Facts.Concat(second.Facts).DistinctBy(static fact => fact.Key)],
    };
}
