using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>A whole study was deleted (A.5.3.8).</summary>
public sealed record StudyDeleted() : AuditEvent(MessageTables.StudyDeleted)
{
    /// <summary>The person and/or the process that did it, one or two; both if both are known.</summary>
    public required IReadOnlyList<ActiveParticipant> Actors { get; init; }

    /// <summary>The studies; made by <see cref="Objects.Study"/>.</summary>
    public required IReadOnlyList<ParticipantObject> Studies { get; init; }

    /// <summary>The patient; made by <see cref="Objects.Patient"/>.</summary>
    public required ParticipantObject Patient { get; init; }

    private protected override IEnumerable<ActiveParticipant> AllParticipants => Actors;

    private protected override IEnumerable<ParticipantObject> AllObjects => [.. Studies, Patient];
}
