using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>A node has entered or left the network (A.5.3.9).</summary>
public sealed record NetworkEntry() : AuditEvent(MessageTables.NetworkEntry)
{
    /// <summary>Whether it entered; otherwise it left.</summary>
    public required bool Attached { get; init; }

    /// <summary>The node; made by <see cref="Participants.Node"/>.</summary>
    public required ActiveParticipant Node { get; init; }

    private protected override int? EventType => Attached ? 110_124 : 110_125;

    private protected override IEnumerable<ActiveParticipant> AllParticipants => [Node];
}
