using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Validation;

/// <summary>What was found in one message.</summary>
public sealed record AuditExamination
{
    /// <summary>The verdict.</summary>
    public required AuditVerdict Verdict { get; init; }

    /// <summary>Everything that is wrong or doubtful, in the order of the layers.</summary>
    public required IReadOnlyList<AuditIssue> Issues { get; init; }

    /// <summary>The message as far as it could be read, dialects translated; <see langword="null"/> if it is not an audit message.</summary>
    public AuditMessage? Message { get; init; }

    /// <summary>The title of its table of A.5.3; <see langword="null"/> if there is none.</summary>
    public string? Title { get; init; }

    /// <summary>The dialect that was recognised, also in a message that is wrong besides; <see langword="null"/> if none was.</summary>
    public Dialect? Dialect { get; init; }

    /// <summary>The editions whose tables it keeps.</summary>
    public IReadOnlyList<Edition> Editions { get; init; } = [];

    /// <summary>Whether XML or JSON was read to its end, so that the schema had something to look at.</summary>
    public bool IsXml { get; init; }
}
