using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>Data has left the system (A.5.3.4): to a medium, a clipboard, a messaging system, or another place. Clipboards, messaging systems and e-mail need the edition 2026.</summary>
public sealed record DataExport() : AuditEvent(MessageTables.DataExport2026)
{
    /// <summary>The person who asked for it, where that is told apart from what exports (CP-2163); then Exporters are applications.</summary>
    public ActiveParticipant? Initiator { get; init; }

    /// <summary>The user and/or the process that exports, one or two. Exactly one participant of the message is the requestor.</summary>
    public required IReadOnlyList<ActiveParticipant> Exporters { get; init; }

    /// <summary>Where the data goes: <see cref="Participants.Medium"/>, <see cref="Participants.Clipboard"/> or <see cref="Participants.MessagingSystem"/>.</summary>
    public required ActiveParticipant Destination { get; init; }

    /// <summary>Remote users and processes that receive it, as far as known.</summary>
    public IReadOnlyList<ActiveParticipant> Recipients { get; init; } = [];

    /// <summary>The studies, if it is about any; made by <see cref="Objects.Study"/>.</summary>
    public IReadOnlyList<ParticipantObject> Studies { get; init; } = [];

    /// <summary>The patients, at least one; made by <see cref="Objects.Patient"/>.</summary>
    public required IReadOnlyList<ParticipantObject> Patients { get; init; }

    private protected override IEnumerable<ActiveParticipant> AllParticipants =>
        [.. Transfer.Local(Initiator, Exporters, "110153"), Transfer.Place(Destination, "110152", "110154"), .. Recipients.Select(static recipient => recipient.WithRole("110152"))];

    private protected override IEnumerable<ParticipantObject> AllObjects => [.. Studies, .. Patients];
}
