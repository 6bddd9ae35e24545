using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>Somebody has read the audit log (A.5.3.2).</summary>
public sealed record AuditLogUsed() : AuditEvent(MessageTables.AuditLogUsed)
{
    /// <summary>The person and/or the process that did it, one or two; both if both are known.</summary>
    public required IReadOnlyList<ActiveParticipant> Actors { get; init; }

    /// <summary>The log.</summary>
    public required Uri Log { get; init; }

    private protected override IEnumerable<ActiveParticipant> AllParticipants => Actors;

    private protected override IEnumerable<ParticipantObject> AllObjects => [Objects.AuditLog(Log)];
}
