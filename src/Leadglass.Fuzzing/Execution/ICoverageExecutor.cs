namespace Leadglass.Fuzzing.Execution;

/// <summary>Runs what is under test and counts which parts of it ran. Used by one at a time.</summary>
public interface ICoverageExecutor : IExecutor
{
    /// <summary>What a run may cost, as it is limited in fact.</summary>
    ExecutionLimits Limits { get; }

    /// <summary>How many parts are counted: basic blocks, or edges between them.</summary>
    int Blocks { get; }

    /// <summary>The counters of the last run, one a part; what a counter says is about how often the part ran.</summary>
    ReadOnlySpan<byte> Counters { get; }

    /// <summary>Words that the target itself says it looks for; empty where it says nothing. Untrusted.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>> Dictionary => [];

    /// <summary>How often the process that runs the inputs had to be replaced.</summary>
    int Restarts { get; }
}
