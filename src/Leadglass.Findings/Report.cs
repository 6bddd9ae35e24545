namespace Leadglass.Findings;

/// <summary>The result of one run, the same shape from every command.</summary>
public sealed record Report
{
    /// <summary>Version of the shape, raised when a reader of the old one would go wrong.</summary>
    public const string SchemaVersion = "1.0";

    /// <summary>The program and version that made it, for example <c>leadglass 0.1.0</c>.</summary>
    public required string Tool { get; init; }

    /// <summary>The command that was run, without secrets, for example <c>check</c>.</summary>
    public required string Command { get; init; }

    /// <summary>Start of the run.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>End of the run.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Why the run is not complete; <see langword="null"/> when it is.</summary>
    public string? Interruption { get; init; }

    /// <summary>One line that answers the question the command asked, for example how many systems answer strangers.</summary>
    public required string Headline { get; init; }

    /// <summary>What was examined.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>What was concluded.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What changed since an earlier run; <see langword="null"/> if the run was not compared.</summary>
    public BaselineComparison? Baseline { get; init; }
}
