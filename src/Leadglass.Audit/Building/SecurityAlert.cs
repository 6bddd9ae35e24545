using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>A security alert (A.5.3.11). The outcome tells how bad it is.</summary>
public sealed record SecurityAlert() : AuditEvent(MessageTables.SecurityAlert)
{
    /// <summary>What kind of alert.</summary>
    public required SecurityAlertKind Kind { get; init; }

    /// <summary>The person and/or the process that reports it, one or two.</summary>
    public required IReadOnlyList<ActiveParticipant> Reporters { get; init; }

    /// <summary>The persons and processes that did it, as far as known; never requestors.</summary>
    public IReadOnlyList<ActiveParticipant> Performers { get; init; } = [];

    /// <summary>What it is about; made by <see cref="Objects.AlertSubject"/>.</summary>
    public IReadOnlyList<ParticipantObject> Subjects { get; init; } = [];

    private protected override int? EventType => (int)Kind;

    private protected override IEnumerable<ActiveParticipant> AllParticipants => [.. Reporters, .. Performers.Select(static performer => performer with { UserIsRequestor = "false" })];

    private protected override IEnumerable<ParticipantObject> AllObjects => Subjects;
}
