using System.Text.Json.Serialization;

namespace Leadglass.Findings.Json;

/// <summary>An <see cref="Assessment"/> in JSON.</summary>
internal sealed record AssessmentDocument
{
    public required string Subject { get; init; }

    public required string Title { get; init; }

    [JsonConverter(typeof(CamelCaseEnumConverter<Verdict>))]
    public required Verdict Verdict { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<string> Details { get; init; }

    public static AssessmentDocument From(Assessment assessment) => new()
    {
        Subject = assessment.Subject,
        Title = assessment.Title,
        Verdict = assessment.Verdict,
        Summary = assessment.Summary,
        Details = assessment.Details,
    };

    /// <param name="path">Where it stands, for errors.</param>
    public Assessment ToAssessment(string path) => new()
    {
        Subject = Subject,
        Title = Title,
        Verdict = Verdict,
        Summary = Summary,
        Details = Present.All(Details, $"{path}.details"),
    };
}
