namespace Leadglass.Findings.Json;

/// <summary>A <see cref="Report"/> in JSON. The committed schema describes exactly this shape.</summary>
internal sealed record ReportDocument
{
    public required string SchemaVersion { get; init; }

    public required string Tool { get; init; }

    public required string Command { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public string? Interruption { get; init; }

    public required string Headline { get; init; }

    public required IReadOnlyList<TargetDocument> Targets { get; init; }

    public required IReadOnlyList<FindingDocument> Findings { get; init; }

    /// <summary>Absent where another program made or trimmed the file.</summary>
    public IReadOnlyList<RuleDocument>? Rules { get; init; }

    public BaselineDocument? Baseline { get; init; }

    public static ReportDocument From(Report report) => new()
    {
        SchemaVersion = Report.SchemaVersion,
        Tool = report.Tool,
        Command = report.Command,
        StartedAt = report.StartedAt,
        FinishedAt = report.FinishedAt,
        Interruption = report.Interruption,
        Headline = report.Headline,
        Targets = [.. report.Targets.Select(TargetDocument.From)],
        Findings = [.. report.Findings.Select(FindingDocument.From)],
        Rules = [.. report.Findings.Select(finding => finding.Rule).DistinctBy(rule => rule.Id).Select(RuleDocument.From)],
        Baseline = report.Baseline is null ? null : BaselineDocument.From(report.Baseline),
    };

    public Report ToReport()
    {
        var rules = Present.All(Rules ?? [], "$.rules").Select((rule, i) => rule.ToRule($"$.rules[{i}]")).DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id);
        return new Report
        {
            Tool = Tool,
            Command = Command,
            StartedAt = StartedAt,
            FinishedAt = FinishedAt,
            Interruption = Interruption,
            Headline = Headline,
            Targets = [.. Present.All(Targets, "$.targets").Select((target, i) => target.ToTarget($"$.targets[{i}]"))],
            Findings =
            [
                .. Present.All(Findings, "$.findings")
                    .Select((finding, i) => finding.ToFinding(rules.GetValueOrDefault(finding.RuleId), $"$.findings[{i}]")),
            ],
            Baseline = Baseline?.ToComparison(),
        };
    }
}
