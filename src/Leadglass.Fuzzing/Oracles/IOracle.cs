using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>Looks at a run and may say that it was a failure, though the program ended as if nothing had happened.</summary>
internal interface IOracle
{
    /// <summary>Whether it looks at runs that are failures by themselves as well: what it watches for is worse than that.</summary>
    bool LooksAtFailures { get; }

    /// <summary>Looks at a run; may run the program again to be sure.</summary>
    /// <param name="input">The file.</param>
    /// <param name="run">What was seen.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The failure; null where it sees none.</returns>
    Task<Failure?> LookAsync(ReadOnlyMemory<byte> input, RunResult run, CancellationToken cancellation);
}
