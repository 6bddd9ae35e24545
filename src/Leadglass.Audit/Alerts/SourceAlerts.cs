using Leadglass.Findings;
using static Leadglass.Audit.Alerts.AlertText;

namespace Leadglass.Audit.Alerts;

/// <summary>Rules about systems: what they report is not whole.</summary>
internal static class SourceAlerts
{
    public static IEnumerable<JudgedRule<Incident>> All =>
    [
        Alert(Transfer, static incident => incident.Kind == IncidentKind.TransferNotCompleted
            ? $"{Shown(incident.Who)} began to transfer {incident.Count:N0} {(incident.Count == 1 ? "study" : "studies")}, and {Words(incident.Span)} later no message says that it did." : null),
        Alert(Silence, static incident => incident.Kind == IncidentKind.SourceSilent
            ? $"Nothing came for {Words(incident.Span)}, far longer than any pause in the seven days before." : null),
        new(Clock, JudgeClock),
        Alert(Recording, static incident => incident.Kind == IncidentKind.RecordingStopped
            ? $"Recording was stopped by {Shown(incident.Who)}, and {Words(incident.Span)} later not started." : null, Verdict.Fail),
        Alert(Application, static incident => incident.Kind == IncidentKind.ApplicationStopped
            ? $"{Shown(incident.Who)} was stopped, and {Words(incident.Span)} later not started." : null),
        Alert(Forgotten, static incident => incident.Kind == IncidentKind.Forgotten
            ? $"Of {Shown(incident.Who)}, {incident.Count:N0} had to be forgotten to remember newer ones." : null, Verdict.Inconclusive),
    ];

    private static Rule Transfer { get; } = Page(100, Severity.Medium, "A transfer was begun, and nobody says that it was completed",
        "\"Begin Transferring DICOM Instances\" (110102) came, and no \"DICOM Instances Transferred\" (110104) of the same study from the same sender.",
        "The standard has two messages so that they can be compared: a study that left and did not arrive may be lost, or somewhere else.",
        "A receiver that sends no audit messages, and a sender that sends only the first, look the same. Senders are compared by user, AE titles and address: one that is called differently in both messages is not recognised. A transfer that was reported as failed counts as reported. A message that waits in a spool for longer than an hour comes too late.",
        "Look up the record; see whether the study is at its destination, and whether the receiver sends audit messages at all.",
        Reference.Ps3(15, "A.5.3.3"), Reference.Ps3(15, "A.5.3.7"));

    private static Rule Silence { get; } = Page(101, Severity.Medium, "A source of audit messages has fallen silent",
        "Nothing comes from a source that was heard for at least seven days, for more than twice the longest of its pauses in that time, and for at least an hour.",
        "A system that does not report can do anything unseen; often nobody notices for months that a configuration or certificate ended it.",
        "Holidays are longer than weekends. A system that was taken away looks the same; one that says goodbye (110121, 110125) is not waited for. While the repository itself does not run, its watch does not count the time; a report about a store whose service watched without alerts cannot tell.",
        "See whether the system runs, its time, its certificate and its network, and whether its audit is configured; send a test with leadglass audit test-sender.",
        Reference.Ps3(15, "A.6"));

    private static Rule Clock { get; } = Page(102, Severity.Low, "The clock of a source is wrong",
        "Events are later than their reception, or earlier by the same in ten messages and ten minutes.",
        "Who did what first cannot be told, and a search by time misses the message.",
        "The clock that it is held against is that of the repository, which can be wrong itself. An event that is earlier than its reception is no sign alone, and is reported as inconclusive: the message may have waited in a spool, or tell of something that took long. A relay that holds every message for the same time looks like a slow clock. Times without their zone are not judged.",
        "Let the system and the repository take their time from the same server (NTP; in IHE the profile Consistent Time).",
        Reference.Ps3(15, "A.5.2.5"));

    private static Rule Recording { get; } = Page(103, Severity.High, "The recording of audit messages was stopped",
        "A source says that its audit recording was stopped (110133), and not within ten minutes that it was started again (110134).",
        "What happens from then on leaves no trace; whoever wants to hide something begins here.",
        "Maintenance that takes longer looks the same. A system that reports the stop and not the start is taken for stopped.",
        "Ask who stopped it, and why; start it; look at what happened on the system from other records.",
        new Reference("PS3.16 CID 403"), Reference.Ps3(15, "A.5.3.11"));

    private static Rule Application { get; } = Page(104, Severity.Low, "An application was stopped and did not start again",
        "An application of a server says that it stopped (110121), and none of the same source within an hour that it started (110120).",
        "What does not run reports nothing, and does not do its work either.",
        "Sources that call themselves workplaces (1) or modalities (2) in AuditSourceTypeCode are left out: they are switched off in the evening. Those that do not say what they are, are not. A source with several applications is taken for running when one of them starts.",
        "See whether it was meant to stop.",
        Reference.Ps3(15, "A.5.3.1"));

    private static Rule Forgotten { get; } = Page(105, Severity.Low, "More came than the watch remembers",
        "More users, sources or open transfers are under way than are remembered; the oldest were forgotten.",
        "Alerts about what was forgotten may be missing, or come too often. Whoever sends many invented names can cause it.",
        "Told once a day at most. It does not say that anything else was wrong.",
        "Search the store for who sends so many different users or studies; require certificates of senders (--client-ca).",
        Reference.Cwe(400));

    private static Judgement? JudgeClock(Incident incident)
    {
        var where = $"Record {incident.Sequence}, source {Shown(incident.Source)}.";
        return incident.Kind switch
        {
            IncidentKind.ClockAhead => Judgement.Fail(where, $"The event is {Words(incident.Span)} after its reception: no spool can do that."),
            IncidentKind.ClockBehind => Judgement.Warn(where, $"{incident.Count:N0} messages in a row came {Words(incident.Span)} after their events, all about the same: a slow clock, or a relay that holds each for so long."),
            IncidentKind.Late => Judgement.Inconclusive(where, $"The message came {Words(incident.Span)} after its event: a slow clock, a spool that was emptied, or something that took long."),
            _ => null,
        };
    }
}
