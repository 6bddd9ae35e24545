namespace Leadglass.Findings.Json;

/// <summary>A <see cref="Target"/> in JSON.</summary>
internal sealed record TargetDocument : LineDocument
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Product { get; init; }

    public required string Summary { get; init; }

    public required bool Complete { get; init; }

    public SourceLocation? Source { get; init; }

    /// <summary>Absent where there is none, as every optional member.</summary>
    public IReadOnlyList<AssessmentDocument>? Assessments { get; init; }

    public required OrderedDictionary<string, string> Facts { get; init; }

    public static TargetDocument From(Target target) => new()
    {
        Id = target.Id,
        Name = target.Name,
        Product = target.Product,
        Summary = target.Summary,
        Complete = target.Complete,
        Source = target.Source,
        Assessments = target.Assessments.Count == 0 ? null : [.. target.Assessments.Select(AssessmentDocument.From)],
        Facts = ToObject(target.Facts),
    };

    public Target ToTarget(string path) => new()
    {
        Id = Id,
        Name = Name,
        Product = Product,
        Summary = Summary,
        Complete = Complete,
        Source = Source,
        Assessments = [.. Present.All(Assessments ?? [], $"{path}.assessments").Select((assessment, index) => assessment.ToAssessment($"{path}.assessments[{index}]"))],
        Facts =
        [
            .. Facts.Select(fact => fact.Value is null
                ? throw new ReportFormatException("A fact is null.", path: $"{path}.facts")
                : fact),
        ],
    };

    /// <summary>An object cannot repeat a key: values under the same key share it.</summary>
    private static OrderedDictionary<string, string> ToObject(IReadOnlyList<KeyValuePair<string, string>> facts)
    {
        var members = new OrderedDictionary<string, string>(facts.Count);
        foreach (var (key, value) in facts)
            members[key] = members.TryGetValue(key, out var earlier) ? $"{earlier}; {value}" : value;
        return members;
    }
}
