using System.Globalization;
using System.Text;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Findings;

namespace Leadglass.Audit.Alerts;

/// <summary>
/// What a service that watches a store writes into it: when it began and ended to watch (A.5.3.1), and each alert (A.5.3.11). From these it knows after a
/// restart what it has told. An alert goes to others as the same message.
/// </summary>
public static class WatchMark
{
    private const string Watcher = "Leadglass alerts";
    private const string Fragment = "#record-";

    /// <summary>Finds every record that watching began or ended.</summary>
    public static AuditQuery All { get; } = new() { Terms = [new AuditTerm(AuditTermKind.User, Watcher), new AuditTerm(AuditTermKind.Event, "110100")] };

    /// <summary>The message that watching begins or ends.</summary>
    /// <param name="started">Whether it begins.</param>
    /// <param name="source">Who reports it.</param>
    /// <param name="time">When.</param>
    public static AuditMessage Activity(bool started, AuditSource source, DateTimeOffset time) => new ApplicationActivity
    {
        Source = source,
        Time = time,
        Started = started,
        Application = Participants.ThisProcess(isRequestor: true) with { UserName = Watcher },
    }.ToMessage();

    /// <summary>The message about an alert. Its outcome is 4, something has happened; 12 where the rule is critical.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="source">Who reports it.</param>
    /// <param name="time">When.</param>
    /// <param name="store">The store that has the record.</param>
    public static AuditMessage Message(Alert alert, AuditSource source, DateTimeOffset time, Uri store)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var words = $"{alert.Finding.Rule.Id}: {alert.Finding.Rule.Title}. {string.Join(' ', alert.Finding.Evidence)}";
        return new SecurityAlert
        {
            Source = source,
            Time = time,
            Outcome = alert.Finding.Severity == Severity.Critical ? AuditOutcome.MajorFailure : AuditOutcome.MinorFailure,
            // None that begins or ends something: our own alerts must not be taken for it.
            Kind = alert.Incident.Kind is IncidentKind.LoginsOfUserFailed or IncidentKind.LoginsFromNodeFailed or IncidentKind.LoginOfUserAfterFailures or IncidentKind.LoginFromNodeAfterFailures
                ? SecurityAlertKind.Login : SecurityAlertKind.UseOfRestrictedFunction,
            Reporters = [Participants.ThisProcess(isRequestor: true) with { UserName = Watcher }],
            Subjects = [Objects.AlertSubject(AlertSubjectKind.Resource, $"{store}{Fragment}{alert.Incident.Sequence}", VisibleText.Of(words))],
        }.ToMessage();
    }

    /// <summary>Which alert a record of the store says was told; <see langword="null"/> if it says nothing of the kind.</summary>
    /// <param name="record">The record.</param>
    public static (string RuleId, long Sequence)? Told(AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!IsOwn(record, "110113") || record.Examine().Message is not { Objects: [{ Id: var id, Details: [{ Value: var words }, ..] }, ..] } || id.LastIndexOf(Fragment, StringComparison.Ordinal) is not (>= 0 and var at))
            return null;
        return long.TryParse(id.AsSpan(at + Fragment.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? (Encoding.UTF8.GetString(Convert.FromBase64String(words)).Split(':')[0], sequence) : null;
    }

    /// <summary>Whether a record says that watching began.</summary>
    /// <param name="record">The record.</param>
    public static bool IsStart(AuditRecord record) => IsOwn(record, "110120");

    /// <summary>Whether a record says that watching ended.</summary>
    /// <param name="record">The record.</param>
    public static bool IsEnd(AuditRecord record) => IsOwn(record, "110121");

    private static bool IsOwn(AuditRecord record, string code)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Transport == AuditRecord.Own && record.Values(AuditTermKind.Event).Contains(code) && record.Values(AuditTermKind.User).Contains(Watcher);
    }
}
