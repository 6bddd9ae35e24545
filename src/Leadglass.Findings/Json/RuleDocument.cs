using System.Text.Json.Serialization;

namespace Leadglass.Findings.Json;

/// <summary>A <see cref="Rule"/> in JSON, so that a report can be explained and rendered again without the version that made it.</summary>
internal sealed record RuleDocument
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    [JsonConverter(typeof(CamelCaseEnumConverter<Severity>))]
    public required Severity Severity { get; init; }

    public required string What { get; init; }

    public required string Why { get; init; }

    public required string Detection { get; init; }

    public required string Limits { get; init; }

    public required IReadOnlyList<RemedyDocument> Remedies { get; init; }

    public string? Proof { get; init; }

    public required IReadOnlyList<Reference> References { get; init; }

    public static RuleDocument From(Rule rule) => new()
    {
        Id = rule.Id,
        Title = rule.Title,
        Severity = rule.Severity,
        What = rule.What,
        Why = rule.Why,
        Detection = rule.Detection,
        Limits = rule.Limits,
        Remedies = [.. rule.Remedies.Select(remedy => new RemedyDocument { Product = remedy.Product, Text = remedy.Text })],
        Proof = rule.Proof,
        References = rule.References,
    };

    public Rule ToRule(string path) => new()
    {
        Id = Id,
        Title = Title,
        Severity = Severity,
        What = What,
        Why = Why,
        Detection = Detection,
        Limits = Limits,
        Remedies = [.. Present.All(Remedies, $"{path}.remedies").Select(remedy => new Remedy(remedy.Product, remedy.Text))],
        Proof = Proof,
        References = Present.All(References, $"{path}.references"),
    };
}
