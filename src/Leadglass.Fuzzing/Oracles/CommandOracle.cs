using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>Sees the file that commands in values make.</summary>
internal sealed class CommandOracle : IOracle
{
    /// <inheritdoc/>
    public bool LooksAtFailures => true;

    /// <inheritdoc/>
    public Task<Failure?> LookAsync(ReadOnlyMemory<byte> input, RunResult run, CancellationToken cancellation) =>
        Task.FromResult(run.RanCommand ? new Failure(FailureKind.CommandExecuted, "a command in a value was executed", Cwe.CommandInjection) : null);
}
