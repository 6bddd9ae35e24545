namespace Leadglass.Findings;

/// <summary>Something that was examined, and what was learnt about it.</summary>
public sealed record Target
{
    /// <summary>Unique within a report and stable between runs, for example <c>10.0.0.5:11112</c> or a file's path.</summary>
    public required string Id { get; init; }

    /// <summary>The name under which the user asked for it, where it differs from <see cref="Id"/>.</summary>
    public string? Name { get; init; }

    /// <summary>What it is, as far as known: product and version with the confidence. Untrusted.</summary>
    public string? Product { get; init; }

    /// <summary>The answer in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>Whether everything that was meant to be examined was examined.</summary>
    public required bool Complete { get; init; }

    /// <summary>The line of the inventory that names it; <see langword="null"/> if it was found or given on the command line.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>What it was held against as a whole, in the order in which that reads best; usually nothing.</summary>
    public IReadOnlyList<Assessment> Assessments { get; init; } = [];

    /// <summary>What grew while it was examined; usually nothing. Pages draw it, the other formats leave it out.</summary>
    public IReadOnlyList<Chart> Charts { get; init; } = [];

    /// <summary>Structured facts under stable, documented keys, each used once, in the order in which they read best. Values are untrusted.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; }
}
