using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;
using Leadglass.Findings;

namespace Leadglass.Audit.Alerts;

/// <summary>Makes the report about the alerts of a store: a target for each record that one is about.</summary>
public static class AlertReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="alerts">The alerts.</param>
    /// <param name="tool">Program and version.</param>
    /// <param name="startedAt">Start of the run.</param>
    /// <param name="finishedAt">End of the run.</param>
    public static Report Build(IReadOnlyCollection<Alert> alerts, string tool, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        var problems = alerts.Count(static alert => alert.Finding.IsProblem);
        return new Report
        {
            Tool = tool,
            Command = "audit alerts",
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Headline = problems switch
            {
                0 => "Leadglass found nothing in the messages of the store that somebody should look at.",
                1 => "Leadglass found 1 thing in the messages of the store that somebody should look at.",
                _ => $"Leadglass found {problems:N0} things in the messages of the store that somebody should look at.",
            },
            Targets = [.. alerts.GroupBy(static alert => alert.Finding.Target).Select(static about => TargetOf([.. about]))],
            Findings = [.. alerts.Select(static alert => alert.Finding)],
        };
    }

    /// <summary>The names of users and sources as the report shows them, which a redacted one must not.</summary>
    /// <param name="alerts">The alerts.</param>
    public static IEnumerable<string> Names(IEnumerable<Alert> alerts) =>
        alerts.SelectMany(static alert => new[] { alert.Incident.Source, alert.Incident.Who }).Where(static name => name.Length > 0).Select(IssueLog.Short).Distinct();

    private static Target TargetOf(IReadOnlyList<Alert> about) => new()
    {
        Id = about[0].Finding.Target,
        Summary = string.Join("; ", about.Select(static alert => alert.Finding.Rule.Title).Distinct()),
        Complete = true,
        Facts =
        [
            new("record", $"{about[0].Incident.Sequence}"),
            new("source", IssueLog.Short(about[0].Incident.Source)),
            new("noticed", AuditTime.Format(about[0].Incident.At)),
        ],
    };
}
