namespace Leadglass.Findings.Json;

/// <summary>A <see cref="Remedy"/> in JSON; the one for any system has no <c>product</c>.</summary>
internal sealed record RemedyDocument
{
    public string? Product { get; init; }

    public required string Text { get; init; }
}
