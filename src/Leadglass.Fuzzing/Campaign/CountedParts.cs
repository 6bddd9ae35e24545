namespace Leadglass.Fuzzing.Campaign;

/// <summary>What the counters of a campaign stand for.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Files">In which files.</param>
public sealed record CountedParts(string Unit, IReadOnlyList<string> Files)
{
    /// <summary>The parts of a method of .NET.</summary>
    public const string BasicBlocks = "basic blocks";

    /// <summary>The parts of a program built with AFL++.</summary>
    public const string Edges = "edges";
}
