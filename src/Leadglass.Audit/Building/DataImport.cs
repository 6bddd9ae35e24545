using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>Data has come into the system (A.5.3.5): from a medium, a mail, a messaging system, or another place. Messaging systems and e-mail need the edition 2026.</summary>
public sealed record DataImport() : AuditEvent(MessageTables.DataImport2026)
{
    /// <summary>The person who asked for it, where that is told apart from what imports (CP-2163); then Importers are applications.</summary>
    public ActiveParticipant? Initiator { get; init; }

    /// <summary>The users and processes that import, at least one. Exactly one participant of the message is the requestor.</summary>
    public required IReadOnlyList<ActiveParticipant> Importers { get; init; }

    /// <summary>Where the data comes from: <see cref="Participants.Medium"/>, <see cref="Participants.Clipboard"/> or <see cref="Participants.MessagingSystem"/>.</summary>
    public required ActiveParticipant Origin { get; init; }

    /// <summary>Users and processes that the data comes from, as far as known.</summary>
    public IReadOnlyList<ActiveParticipant> Senders { get; init; } = [];

    /// <summary>The studies, if it is about any; made by <see cref="Objects.Study"/>.</summary>
    public IReadOnlyList<ParticipantObject> Studies { get; init; } = [];

    /// <summary>The patients, at least one; made by <see cref="Objects.Patient"/>.</summary>
    public required IReadOnlyList<ParticipantObject> Patients { get; init; }

    private protected override IEnumerable<ActiveParticipant> AllParticipants =>
        [.. Transfer.Local(Initiator, Importers, "110152"), Transfer.Place(Origin, "110153", "110155"), .. Senders.Select(static sender => sender.WithRole("110153"))];

    private protected override IEnumerable<ParticipantObject> AllObjects => [.. Studies, .. Patients];
}
