using System.Text.Json.Serialization;

namespace Leadglass.Findings.Json;

/// <summary>A <see cref="Finding"/> in JSON: complete by itself, without the rule's page.</summary>
internal sealed record FindingDocument : LineDocument
{
    public required string RuleId { get; init; }

    public required string Title { get; init; }

    [JsonConverter(typeof(CamelCaseEnumConverter<Verdict>))]
    public required Verdict Verdict { get; init; }

    [JsonConverter(typeof(CamelCaseEnumConverter<Severity>))]
    public required Severity Severity { get; init; }

    public required string Target { get; init; }

    public required IReadOnlyList<string> Evidence { get; init; }

    public required string Remedy { get; init; }

    public required IReadOnlyList<Reference> References { get; init; }

    public static FindingDocument From(Finding finding) => new()
    {
        RuleId = finding.Rule.Id,
        Title = finding.Rule.Title,
        Verdict = finding.Verdict,
        Severity = finding.Severity,
        Target = finding.Target,
        Evidence = finding.Evidence,
        Remedy = finding.Remedy,
        References = finding.Rule.References,
    };

    /// <param name="rule">The rule's page; <see langword="null"/> if the file does not have it.</param>
    /// <param name="path">Where the finding stands, for errors.</param>
    public Finding ToFinding(Rule? rule, string path) => new()
    {
        Rule = rule ?? KnownOfTheRule(path),
        Target = Target,
        Verdict = Verdict,
        Severity = Severity,
        Evidence = Present.All(Evidence, $"{path}.evidence"),
        Remedy = Remedy,
    };

    private Rule KnownOfTheRule(string path) => new()
    {
        Id = RuleId,
        Title = Title,
        Severity = Severity,
        What = "",
        Why = "",
        Detection = "",
        Limits = "",
        Remedies = [],
        References = Present.All(References, $"{path}.references"),
    };
}
