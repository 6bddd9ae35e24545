namespace Leadglass.Knowledge;

/// <summary>The knowledge file as JSON has it.</summary>
internal sealed record KnowledgeDocument
{
    public const string FormatName = "leadglass-knowledge";
    public const int CurrentVersion = 1;

    public required string Format { get; init; }

    public required int Version { get; init; }

    public DateOnly? Date { get; init; }

    public required IReadOnlyList<Vulnerability> Vulnerabilities { get; init; }
}
