namespace Leadglass.Audit.Messages;

/// <summary>Who reports an event.</summary>
public sealed record AuditSource
{
    /// <summary>The identity of the source.</summary>
    public required string Id { get; init; }

    /// <summary>The site within the enterprise; <see langword="null"/> if absent.</summary>
    public string? EnterpriseSiteId { get; init; }

    /// <summary>Kinds of the source: <c>1</c> to <c>9</c>, or codes of other systems.</summary>
    public IReadOnlyList<CodedValue> TypeCodes { get; init; } = [];
}
