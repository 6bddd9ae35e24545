namespace Leadglass.Findings.Json;

/// <summary>A <see cref="BaselineComparison"/> in JSON.</summary>
internal sealed record BaselineDocument
{
    public required DateTimeOffset StartedAt { get; init; }

    public required IReadOnlyList<BaselineEntryDocument> New { get; init; }

    public required IReadOnlyList<BaselineEntryDocument> Fixed { get; init; }

    public required IReadOnlyList<BaselineEntryDocument> Unchanged { get; init; }

    public required IReadOnlyList<BaselineEntryDocument> NotRechecked { get; init; }

    public static BaselineDocument From(BaselineComparison baseline) => new()
    {
        StartedAt = baseline.StartedAt,
        New = [.. baseline.New.Select(BaselineEntryDocument.From)],
        Fixed = [.. baseline.Fixed.Select(BaselineEntryDocument.From)],
        Unchanged = [.. baseline.Unchanged.Select(BaselineEntryDocument.From)],
        NotRechecked = [.. baseline.NotRechecked.Select(BaselineEntryDocument.From)],
    };

    public BaselineComparison ToComparison() => new()
    {
        StartedAt = StartedAt,
        New = Entries(New, "$.baseline.new"),
        Fixed = Entries(Fixed, "$.baseline.fixed"),
        Unchanged = Entries(Unchanged, "$.baseline.unchanged"),
        NotRechecked = Entries(NotRechecked, "$.baseline.notRechecked"),
    };

    private static IReadOnlyList<BaselineEntry> Entries(IReadOnlyList<BaselineEntryDocument> documents, string path) =>
        [.. Present.All(documents, path).Select(document => document.ToEntry())];
}
