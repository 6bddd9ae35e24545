using System.Globalization;
using Leadglass.Findings;

namespace Leadglass.Exposure.Watching;

/// <summary>What a watch knows as text for Prometheus (text exposition format 0.0.4), to be read by the text file collector of its node exporter.</summary>
public static class MetricsText
{
    /// <summary>Writes it.</summary>
    /// <param name="report">The last check.</param>
    /// <param name="known">What is known of each target.</param>
    /// <param name="changes">How many changes there have been, by kind.</param>
    /// <param name="writer">Where to. Lines end with LF.</param>
    public static void Write(Report report, IReadOnlyList<WatchedTarget> known, IReadOnlyList<(string Kind, long Count)> changes, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        Family("leadglass_last_run_timestamp_seconds", "gauge", "When the last check ended.");
        Sample("leadglass_last_run_timestamp_seconds", report.FinishedAt.ToUnixTimeSeconds());
        Family("leadglass_targets", "gauge", "Ports that are known, by whether they answered.");
        Sample("leadglass_targets{answers=\"true\"}", known.Count(static target => target.Answers));
        Sample("leadglass_targets{answers=\"false\"}", known.Count(static target => !target.Answers));
        Family("leadglass_problems", "gauge", "Problems that the last check found, by their harm.");
        foreach (var severity in Enum.GetValues<Severity>())
            Sample($"leadglass_problems{{severity=\"{severity.ToString().ToLowerInvariant()}\"}}", report.Findings.Count(finding => finding.IsProblem && finding.Severity == severity));
        Family("leadglass_changes_total", "counter", "Changes since the watch began, by their kind.");
        foreach (var kind in Enum.GetNames<ChangeKind>())
            Sample($"leadglass_changes_total{{kind=\"{kind}\"}}", changes.FirstOrDefault(change => change.Kind == kind).Count);
        Family("leadglass_certificate_not_after_timestamp_seconds", "gauge", "When the certificate of a port ends.");
        foreach (var target in known)
        {
            if (DateTimeOffset.TryParse(target.Fact("certificateNotAfter"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end))
                Sample($"leadglass_certificate_not_after_timestamp_seconds{{target=\"{Label(target.Id)}\"}}", end.ToUnixTimeSeconds());
        }

        void Family(string name, string type, string help) => writer.Write($"# HELP {name} {help}\n# TYPE {name} {type}\n");

        void Sample(string name, long value) => writer.Write(string.Create(CultureInfo.InvariantCulture, $"{name} {value}\n"));
    }

    private static string Label(string text) => VisibleText.Of(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
