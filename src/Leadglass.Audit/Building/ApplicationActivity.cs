using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>An application has started or stopped (A.5.3.1).</summary>
public sealed record ApplicationActivity() : AuditEvent(MessageTables.ApplicationActivity)
{
    /// <summary>Whether it started; otherwise it stopped.</summary>
    public required bool Started { get; init; }

    /// <summary>The application; with AE titles if it speaks DICOM.</summary>
    public required ActiveParticipant Application { get; init; }

    /// <summary>The persons or processes that started or stopped it, as far as known.</summary>
    public IReadOnlyList<ActiveParticipant> Launchers { get; init; } = [];

    private protected override int? EventType => Started ? 110_120 : 110_121;

    private protected override IEnumerable<ActiveParticipant> AllParticipants => [Application.WithRole("110150"), .. Launchers.Select(static launcher => launcher.WithRole("110151"))];
}
