namespace Leadglass.Findings.Json;

/// <summary>The last line. Where it is missing, the program itself was ended.</summary>
internal sealed record EndDocument : LineDocument
{
    public required DateTimeOffset FinishedAt { get; init; }

    public string? Interruption { get; init; }

    public required string Headline { get; init; }

    public BaselineDocument? Baseline { get; init; }
}
