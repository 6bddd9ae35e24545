using System.Text.Json.Serialization;

namespace Leadglass.Findings.Json;

/// <summary>A <see cref="BaselineEntry"/> in JSON.</summary>
internal sealed record BaselineEntryDocument
{
    public required string RuleId { get; init; }

    public required string Target { get; init; }

    public required string Title { get; init; }

    [JsonConverter(typeof(CamelCaseEnumConverter<Severity>))]
    public required Severity Severity { get; init; }

    public static BaselineEntryDocument From(BaselineEntry entry) =>
        new() { RuleId = entry.RuleId, Target = entry.Target, Title = entry.Title, Severity = entry.Severity };

    public BaselineEntry ToEntry() => new(RuleId, Target, Title, Severity);
}
