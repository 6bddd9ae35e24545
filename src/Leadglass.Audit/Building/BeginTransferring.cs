using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>The transfer of instances begins (A.5.3.3).</summary>
public sealed record BeginTransferring() : AuditEvent(MessageTables.BeginTransferring)
{
    /// <summary>The process that sends.</summary>
    public required ActiveParticipant Sender { get; init; }

    /// <summary>The process that receives.</summary>
    public required ActiveParticipant Receiver { get; init; }

    /// <summary>Others that take part, such as a third system that asked for the transfer.</summary>
    public IReadOnlyList<ActiveParticipant> Others { get; init; } = [];

    /// <summary>The studies; made by <see cref="Objects.Study"/>.</summary>
    public required IReadOnlyList<ParticipantObject> Studies { get; init; }

    /// <summary>The patient; made by <see cref="Objects.Patient"/>.</summary>
    public required ParticipantObject Patient { get; init; }

    private protected override IEnumerable<ActiveParticipant> AllParticipants => [Sender.WithRole("110153"), Receiver.WithRole("110152"), .. Others];

    private protected override IEnumerable<ParticipantObject> AllObjects => [.. Studies, Patient];
}
