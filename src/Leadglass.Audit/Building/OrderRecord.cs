using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>An order was created, read, changed or deleted (A.5.3.13).</summary>
public sealed record OrderRecord() : AuditEvent(MessageTables.OrderRecord)
{
    /// <summary>The person and/or the process that did it, one or two; both if both are known.</summary>
    public required IReadOnlyList<ActiveParticipant> Actors { get; init; }

    /// <summary>What was done.</summary>
    public required RecordAction Record { get; init; }

    private protected override char Action => (char)Record;

    /// <summary>The patient; made by <see cref="Objects.Patient"/>.</summary>
    public required ParticipantObject Patient { get; init; }

    private protected override IEnumerable<ActiveParticipant> AllParticipants => Actors;

    private protected override IEnumerable<ParticipantObject> AllObjects => [Patient];
}
