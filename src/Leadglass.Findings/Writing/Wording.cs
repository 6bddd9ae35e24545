namespace Leadglass.Findings.Writing;

/// <summary>The words, the same in every format, for verdicts, severities and amounts.</summary>
internal static class Wording
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Fail => "fail",
        Verdict.Warn => "warn",
        Verdict.Pass => "pass",
        Verdict.Inconclusive => "inconclusive",
        _ => "not tested",
    };

    public static string Of(Severity severity) => severity switch
    {
        Severity.Info => "info",
        Severity.Low => "low",
        Severity.Medium => "medium",
        Severity.High => "high",
        _ => "critical",
    };

    /// <summary>What stands above assessments.</summary>
    public const string Assessments = "Held against";

    /// <summary>The title is true when the rule fails, so where it passes the line must not read as an accusation.</summary>
    public static string Claim(Finding finding) => finding.Verdict == Verdict.Pass ? $"not found: {finding.Rule.Title}" : finding.Rule.Title;

    /// <summary>The harm; nothing where the rule holds.</summary>
    public static string Harm(Finding finding) => finding.Verdict == Verdict.Pass ? "" : Of(finding.Severity);

    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    /// <summary>A moment to the second, with its zone.</summary>
    public static string Of(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss zzz");

    public static string Of(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 60 } => $"{duration.TotalSeconds:0.#} s",
        { TotalHours: < 1 } => $"{duration.Minutes} min {duration.Seconds} s",
        _ => $"{(int)duration.TotalHours} h {duration.Minutes} min",
    };

    /// <summary>The id, and the name under which the user knows it.</summary>
    public static string Identity(Target target) => target.Name is null || target.Name == target.Id ? target.Id : $"{target.Id} ({target.Name})";

    /// <summary>The first line of every report. A run that was cut short says so before anything else.</summary>
    public static string Headline(Report report) =>
        report.Interruption is null ? report.Headline : $"Cut short: {report.Interruption.TrimEnd('.')}. {report.Headline}";

    public static string Of(BaselineComparison baseline) =>
        $"Since {Of(baseline.StartedAt)}: {baseline.New.Count} new, {baseline.Fixed.Count} fixed, {baseline.Unchanged.Count} unchanged, "
        + $"{baseline.NotRechecked.Count} not rechecked.";

    /// <summary>The first two targets, and how many more there are.</summary>
    public static string Of(IReadOnlyList<string> targets) =>
        targets.Count <= 2 ? string.Join(" and ", targets) : $"{targets[0]}, {targets[1]} and {targets.Count - 2} more";

    /// <summary>What a finding is against the baseline; nothing without one or without a problem.</summary>
    public static string Change(Finding finding, BaselineComparison? baseline)
    {
        if (baseline is null || !finding.IsProblem)
            return "";
        return baseline.IsNew(finding) ? "new" : "unchanged";
    }
}
