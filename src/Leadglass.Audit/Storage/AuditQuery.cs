namespace Leadglass.Audit.Storage;

/// <summary>Which records are wanted: those within the time that have every term. The default is all.</summary>
public sealed record AuditQuery
{
    /// <summary>The earliest event; <see langword="null"/> for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The moment before which events are; <see langword="null"/> for no bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The number of the only record that is wanted; <see langword="null"/> for any.</summary>
    public long? Sequence { get; init; }

    /// <summary>Whether the newest event comes first instead of the oldest.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>The record after which to go on, in the order of the query; <see langword="null"/> to begin.</summary>
    public StoredRecord? After { get; init; }

    /// <summary>The most records that are wanted; <see langword="null"/> for all.</summary>
    public int? Most { get; init; }

    /// <summary>Terms that a record must all have.</summary>
    public IReadOnlyList<AuditTerm> Terms { get; init; } = [];
}
