namespace Leadglass.Findings.Json;

/// <summary>The first line: what runs, since when.</summary>
internal sealed record StartDocument : LineDocument
{
    public required string SchemaVersion { get; init; }

    public required string Tool { get; init; }

    public required string Command { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}
