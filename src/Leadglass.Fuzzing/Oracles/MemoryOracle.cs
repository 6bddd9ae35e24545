using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>Sees memory that the size of the file does not explain, long before the limit is reached.</summary>
/// <param name="program">Runs the program again.</param>
/// <param name="seeds">The runs on seeds: what these take is what the program takes anyway.</param>
internal sealed class MemoryOracle(CommandExecutor program, SeedRuns seeds) : IOracle
{
    /// <summary>Less than this, in bytes above the seeds, is no harm whatever the size of the file.</summary>
    public const long Least = 64L << 20;

    /// <summary>Bytes of memory a byte of the file: more than reading, decoding and drawing an image takes.</summary>
    public const long Times = 1000;

    private const int Repetitions = 2;

    /// <inheritdoc/>
    public bool LooksAtFailures => false;

    /// <inheritdoc/>
    public async Task<Failure?> LookAsync(ReadOnlyMemory<byte> input, RunResult run, CancellationToken cancellation)
    {
        var most = Math.Max(Least, Times * input.Length);
        if (run.PeakMemory <= most)
            return null;
        most += (await seeds.LearnAsync(cancellation)).Max(static seen => seen.PeakMemory);
        var peak = run.PeakMemory;
        for (var i = 0; i < Repetitions && peak > most; i++)
            peak = Math.Min(peak, (await program.RunAsync(input, RunWatch.Closely, cancellation)).PeakMemory);
        return peak > most ? new Failure(FailureKind.Amplification, "memory far beyond the size of the file", Cwe.UnlimitedAllocation) : null;
    }
}
