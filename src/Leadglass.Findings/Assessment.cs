namespace Leadglass.Findings;

/// <summary>A target held against something larger than a rule, such as a profile of a standard: the verdict, and everything it rests on.</summary>
public sealed record Assessment
{
    /// <summary>What the target was held against, in its shortest form, for example <c>B.12</c>. Unique within the target.</summary>
    public required string Subject { get; init; }

    /// <summary>Its full name.</summary>
    public required string Title { get; init; }

    /// <summary>What came of it.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The answer in one line. Untrusted.</summary>
    public required string Summary { get; init; }

    /// <summary>What the verdict rests on, one fact an element; empty when there is nothing to add. Untrusted.</summary>
    public required IReadOnlyList<string> Details { get; init; }
}
