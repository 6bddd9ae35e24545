using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>Sees memory that is written out before anything was put into it: has memory filled in two ways and compares what is written.</summary>
/// <remarks>The fills take turns, so that a clock or a counter in the output differs between two runs of the same fill as well, and is not taken for memory.</remarks>
/// <param name="program">Runs the program again.</param>
internal sealed class UninitialisedOracle(CommandExecutor program) : IOracle
{
    private const byte OneFill = 0x5A;
    private const byte AnotherFill = 0xA5;

    /// <inheritdoc/>
    public bool LooksAtFailures => false;

    /// <inheritdoc/>
    public async Task<Failure?> LookAsync(ReadOnlyMemory<byte> input, RunResult run, CancellationToken cancellation)
    {
        var one = await WrittenAsync(OneFill);
        var another = await WrittenAsync(AnotherFill);
        if (one is null || another is null || one == another || await WrittenAsync(OneFill) != one || await WrittenAsync(AnotherFill) != another)
            return null;
        return new Failure(
            FailureKind.UninitialisedOutput,
            one.Printed != another.Printed ? "standard output follows what memory was filled with" : "a file that it makes follows what memory was filled with", Cwe.UninitialisedResource);

        async Task<RunOutput?> WrittenAsync(byte fill) => await program.RunAsync(input, RunWatch.Filled(fill), cancellation) is { Ending: RunEnding.Exited } ended ? ended.Output : null;
    }
}
