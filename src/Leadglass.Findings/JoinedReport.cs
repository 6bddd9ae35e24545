namespace Leadglass.Findings;

/// <summary>Reports of several commands or runs as one.</summary>
public static class JoinedReport
{
    /// <summary>
    /// Puts reports together. Of each target the newest word of each command counts; what different commands say of the same target stands side by side.
    /// A single report stays as it is.
    /// </summary>
    /// <param name="reports">At least one, in any order.</param>
    /// <returns>The report; its times are those of the oldest start and the newest end.</returns>
    /// <exception cref="ArgumentException">There is no report.</exception>
    public static Report Of(IReadOnlyList<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        if (reports.Count == 0)
            throw new ArgumentException("There is no report.", nameof(reports));
        if (reports.Count == 1)
            return reports[0];

        var heard = new HashSet<(string Command, string Target)>();
        var targets = new OrderedDictionary<string, Target>();
        var findings = new List<Finding>();
        var newest = reports.OrderByDescending(static report => report.StartedAt).ToList();
        foreach (var report in newest)
        {
            var fresh = report.Targets.Select(static target => target.Id).Concat(report.Findings.Select(static finding => finding.Target)).Distinct()
                .Where(target => heard.Add((report.Command, target))).ToHashSet();
            foreach (var target in report.Targets.Where(target => fresh.Contains(target.Id)))
                targets[target.Id] = targets.TryGetValue(target.Id, out var known) ? Together(known, target) : target;
            findings.AddRange(report.Findings.Where(finding => fresh.Contains(finding.Target)));
        }

        var problems = findings.Where(static finding => finding.IsProblem).ToList();
        return new Report
        {
            Tool = newest[0].Tool,
            Command = "report",
            StartedAt = newest[^1].StartedAt,
            FinishedAt = newest.Max(static report => report.FinishedAt),
            Interruption = string.Join(' ', newest.Where(static report => report.Interruption is not null).Select(static report => $"{report.Command}: {report.Interruption!.TrimEnd('.')}.")) is { Length: > 0 } cut ? cut : null,
            Headline = $"{Count(targets.Count, "target")} examined by {string.Join(", ", newest.Select(static report => report.Command).Distinct().Order(StringComparer.Ordinal))}: "
                + $"{Count(problems.Count, "problem")} at {Count(problems.Select(static finding => finding.Target).Distinct().Count(), "target")}.",
            Targets = [.. targets.Values],
            Findings = findings,
        };
    }

    private static Target Together(Target newer, Target older) => newer with
    {
        Name = newer.Name ?? older.Name,
        Product = newer.Product ?? older.Product,
        Summary = newer.Summary == older.Summary ? newer.Summary : $"{newer.Summary}; {older.Summary}",
        Complete = newer.Complete && older.Complete,
        Source = newer.Source ?? older.Source,
        Assessments = [.. newer.Assessments.Concat(older.Assessments).DistinctBy(static assessment => assessment.Subject)],
        Charts = [.. newer.Charts, .. older.Charts],
        Facts = [.. newer.Facts.Concat(older.Facts).DistinctBy(static fact => fact.Key)],
    };

    private static string Count(int number, string one) => number == 1 ? $"1 {one}" : $"{number} {one}s";
}
