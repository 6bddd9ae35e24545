namespace Leadglass.Findings;

/// <summary>How one number grew with another, for the formats that can draw; the others leave it out.</summary>
public sealed record Chart
{
    /// <summary>What is shown, for example <c>Different answers</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What the horizontal axis counts, from 0, for example <c>cases</c>.</summary>
    public required string Along { get; init; }

    /// <summary>The points, not negative, in the order of the horizontal axis.</summary>
    public required IReadOnlyList<(long X, long Y)> Points { get; init; }
}
