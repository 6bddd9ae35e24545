using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>Somebody has tried to log in or out (A.5.3.12).</summary>
public sealed record UserAuthentication() : AuditEvent(MessageTables.UserAuthentication)
{
    /// <summary>Whether it was a login; otherwise it was a logout.</summary>
    public required bool LoggedIn { get; init; }

    /// <summary>The person, real or claimed, with the place in the network: <see cref="Participants.At"/>.</summary>
    public required ActiveParticipant Person { get; init; }

    /// <summary>The node that checks who it is; <see langword="null"/> if it is not known.</summary>
    public ActiveParticipant? Node { get; init; }

    private protected override int? EventType => LoggedIn ? 110_122 : 110_123;

    private protected override IEnumerable<ActiveParticipant> AllParticipants => Node is null ? [Person] : [Person, Node];
}
