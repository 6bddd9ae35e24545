namespace Leadglass.Audit.Storage;

/// <summary>Which records are wanted: those within the time that have every term. The default is all.</summary>
public sealed record AuditQuery
{
    /// <summary>The earliest event; <see langword="null"/> for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The moment before which events are; <see langword="null"/> for no bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Terms that a record must all have.</summary>
    public IReadOnlyList<AuditTerm> Terms { get; init; } = [];
}
