using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Building;

/// <summary>A query was made (A.5.3.10). One that was refused is a <see cref="SecurityAlert"/> instead.</summary>
public sealed record Query() : AuditEvent(MessageTables.Query)
{
    /// <summary>The process that asks.</summary>
    public required ActiveParticipant Issuer { get; init; }

    /// <summary>The process that answers.</summary>
    public required ActiveParticipant Responder { get; init; }

    /// <summary>Others that take part, such as the person who asked.</summary>
    public IReadOnlyList<ActiveParticipant> Others { get; init; } = [];

    /// <summary>The UID of the SOP class that was queried.</summary>
    public required string SopClassUid { get; init; }

    /// <summary>The data set of the query as it was sent.</summary>
    public required ReadOnlyMemory<byte> Identifier { get; init; }

    /// <summary>The UID of the transfer syntax of <see cref="Identifier"/>.</summary>
    public required string TransferSyntaxUid { get; init; }

    private protected override IEnumerable<ActiveParticipant> AllParticipants => [Issuer.WithRole("110153"), Responder.WithRole("110152"), .. Others];

    private protected override IEnumerable<ParticipantObject> AllObjects => [Objects.Query(SopClassUid, Identifier.Span, TransferSyntaxUid)];
}
