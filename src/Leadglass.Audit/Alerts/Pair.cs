using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Alerts;

/// <summary>Two events that belong together: what begins must end.</summary>
/// <param name="Name">What begins, for people.</param>
/// <param name="Overdue">What it is when the end does not come.</param>
/// <param name="Within">How long after the beginning was received the end may be.</param>
/// <param name="Begins">Whether an event begins one.</param>
/// <param name="Ends">Whether an event ends one.</param>
/// <param name="Subjects">What begins or ends: the studies of a transfer, the source otherwise.</param>
/// <param name="Parties">Who is the same in both; of each, one identity must be the same.</param>
internal sealed record Pair(
    string Name,
    IncidentKind Overdue,
    TimeSpan Within,
    Func<Sighting, bool> Begins,
    Func<Sighting, bool> Ends,
    Func<Sighting, IEnumerable<string>> Subjects,
    Func<Sighting, IEnumerable<ActiveParticipant>> Parties)
{
    // AuditSourceTypeCode: workplaces and modalities are switched off in the evening.
    private static readonly string[] SwitchedOff = ["1", "2"];

    /// <summary>What is told at every beginning; <see langword="null"/> for nothing.</summary>
    public IncidentKind? AtOnce { get; init; }

    /// <summary>The pairs of the standard's codes.</summary>
    public static IEnumerable<Pair> All(AlertOptions options) =>
    [
        new(
            "transfers", IncidentKind.TransferNotCompleted, options.TransferWithin,
            static seen => seen.IsEvent("110102") && seen.Succeeded,
            static seen => seen.IsEvent("110104"),
            static seen => seen.Message.Objects.Where(static item => item.IdTypeCode?.IsDicomCode("110180") == true).Select(static item => item.Id),
            static seen => seen.Message.Participants.Where(static one => one.HasRole("110153"))),
        new(
            "stops of audit recording", IncidentKind.RecordingStopped, options.RecordingStartsWithin,
            static seen => seen.IsEvent("110113", "110133"),
            static seen => seen.IsEvent("110113", "110134"),
            static seen => [seen.Source],
            static seen => []),
        new(
            "stops of applications", IncidentKind.ApplicationStopped, options.ApplicationStartsWithin,
            static seen => seen.IsEvent("110100", "110121") && !seen.Message.Source.TypeCodes.Any(static type => SwitchedOff.Contains(type.Code)),
            static seen => seen.IsEvent("110100", "110120"),
            static seen => [seen.Source],
            static seen => []),
        new(
            "emergency accesses", IncidentKind.EmergencyNotEnded, options.EmergencyEndsWithin,
            static seen => seen.IsEvent("110113", "110127") && seen.Succeeded,
            static seen => seen.IsEvent("110113", "110138"),
            static seen => [seen.Source],
            static seen => Persons(seen)) { AtOnce = IncidentKind.EmergencyStarted },
    ];

    private static IEnumerable<ActiveParticipant> Persons(Sighting seen)
    {
        var persons = seen.Message.Participants.Where(static one => !Sighting.IsProcess(one)).ToList();
        return persons.Count > 0 ? persons : seen.Message.Participants;
    }
}
