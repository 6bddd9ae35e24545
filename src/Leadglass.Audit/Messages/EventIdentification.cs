namespace Leadglass.Audit.Messages;

/// <summary>What happened, when, and with what outcome.</summary>
public sealed record EventIdentification
{
    /// <summary>The event; <see langword="null"/> if absent, which the standard does not allow.</summary>
    public CodedValue? Id { get; init; }

    /// <summary>C create, R read, U update, D delete, E execute; <see langword="null"/> if absent.</summary>
    public string? ActionCode { get; init; }

    /// <summary>When it happened, with time zone: see <see cref="AuditTime"/>.</summary>
    public required string DateTime { get; init; }

    /// <summary>0 success, 4 minor, 8 serious, 12 major failure.</summary>
    public required string OutcomeIndicator { get; init; }

    /// <summary>Kinds of the event.</summary>
    public IReadOnlyList<CodedValue> TypeCodes { get; init; } = [];

    /// <summary>The outcome in words; <see langword="null"/> if absent.</summary>
    public string? OutcomeDescription { get; init; }

    /// <summary>Line of the element in the document; 0 if it was not read from one.</summary>
    public int Line { get; init; }
}
