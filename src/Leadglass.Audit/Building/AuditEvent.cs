using Leadglass.Audit.Codes;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Building;

/// <summary>
/// One of the fifteen events of PS3.15 A.5.3 with what only the application knows. <see cref="ToMessage"/> adds what the standard prescribes
/// and passes the result through the validator, so that no message leaves that would not be called standard.
/// </summary>
public abstract record AuditEvent
{
    private readonly MessageTable _table;

    private protected AuditEvent(MessageTable table) => _table = table;

    /// <summary>Who reports the event.</summary>
    public required AuditSource Source { get; init; }

    /// <summary>When it happened, with the offset of the zone that it shall be written in.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The outcome; success by default.</summary>
    public AuditOutcome Outcome { get; init; }

    /// <summary>The outcome in words; <see langword="null"/> leaves it out.</summary>
    public string? OutcomeDescription { get; init; }

    /// <summary>Makes the message.</summary>
    /// <exception cref="InvalidOperationException">The values do not make a valid message, for example two requestors or an empty name; the text lists every reason.</exception>
    public AuditMessage ToMessage()
    {
        var message = new AuditMessage
        {
            Event = new EventIdentification
            {
                Id = AuditCodeTable.Dicom(_table.EventId) with { OriginalText = EventName },
                ActionCode = $"{Action}",
                DateTime = AuditTime.Format(Time),
                OutcomeIndicator = $"{(int)Outcome}",
                TypeCodes = EventType is { } type ? [AuditCodeTable.Dicom($"{type}")] : [],
                OutcomeDescription = OutcomeDescription,
            },
            Participants = [.. AllParticipants],
            Source = Source,
            Objects = [.. AllObjects],
        };
        var examined = AuditValidator.Examine(AuditMessageWriter.Write(message, oneLine: true));
        return examined.Verdict == AuditVerdict.Standard ? message : throw new InvalidOperationException($"This is no valid message: {string.Join(' ', examined.Issues)}");
    }

    private protected virtual char Action => _table.Actions[0];

    private protected virtual int? EventType => null;

    private protected abstract IEnumerable<ActiveParticipant> AllParticipants { get; }

    private protected virtual IEnumerable<ParticipantObject> AllObjects => [];

    private string EventName => AuditCodeTable.Find(_table.EventId)!.Meaning;
}
