namespace Leadglass.Audit.Messages;

/// <summary>An audit message of PS3.15 A.5.1: the values as they stand in the XML. What was read may break rules; what a builder made does not.</summary>
public sealed record AuditMessage
{
    /// <summary>What happened.</summary>
    public required EventIdentification Event { get; init; }

    /// <summary>Who took part, at least one.</summary>
    public required IReadOnlyList<ActiveParticipant> Participants { get; init; }

    /// <summary>Who reports it.</summary>
    public required AuditSource Source { get; init; }

    /// <summary>What it happened to.</summary>
    public IReadOnlyList<ParticipantObject> Objects { get; init; } = [];
}
