using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>Sees processor time that grows faster than the file: makes the guilty value twice as long, and again, and compares.</summary>
/// <remarks>
/// Processor time, not the clock, and the least of three runs: a busy machine adds to it, and never takes away. All that a program takes on the
/// smallest seed is subtracted first, so that its start does not hide what grows.
/// </remarks>
/// <param name="program">Runs the program again.</param>
/// <param name="seeds">The runs on seeds, with their processor time measured.</param>
internal sealed class TimeOracle(CommandExecutor program, SeedRuns seeds) : IOracle
{
    /// <summary>By how much it has to grow with each doubling: linear work grows by 2, sorting by a little more, quadratic work by 4.</summary>
    public const int Growth = 3;

    private const int Repetitions = 3;
    private const int BeyondSeeds = 2;
    private const int MostParts = 4;

    /// <summary>Less than this is not worth measuring: the system counts in hundredths of a second.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public bool LooksAtFailures => false;

    /// <inheritdoc/>
    public async Task<Failure?> LookAsync(ReadOnlyMemory<byte> input, RunResult run, CancellationToken cancellation)
    {
        if (run.ProcessorTime < Least)
            return null;
        var usual = await seeds.LearnAsync(cancellation);
        var start = usual.Min(static seen => seen.ProcessorTime);
        if (run.ProcessorTime - start < Least || run.ProcessorTime < BeyondSeeds * usual.Max(static seen => seen.ProcessorTime))
            return null;
        var asIs = await TakesAsync(input, start, cancellation);
        if (asIs < Least)
            return null;
        foreach (var part in GrowingPart.LongestOf(input, MostParts))
        {
            if (await GrowsAsync(part, asIs, start, cancellation))
                return new Failure(FailureKind.SuperlinearTime, "processor time grows faster than a value of the file", Cwe.AlgorithmicComplexity);
        }
        return null;
    }

    private async Task<bool> GrowsAsync(GrowingPart part, TimeSpan asIs, TimeSpan start, CancellationToken cancellation)
    {
        // Three lengths, each twice the one before. The shorter ones cost less, as long as there is enough to measure: quadratic work takes a sixteenth for a quarter.
        int[] lengths = asIs >= Least * 4 ? [1, 2, 4] : [2, 4, 8];
        TimeSpan? before = null;
        foreach (var quarters in lengths)
        {
            if (part.Scaled(quarters) is not { } scaled)
                return false;
            var takes = quarters == 4 ? asIs : await TakesAsync(scaled, start, cancellation);
            if (before is { } smaller && (smaller <= TimeSpan.Zero || takes < smaller * Growth))
                return false;
            before = takes;
        }
        return true;
    }

    private async Task<TimeSpan> TakesAsync(ReadOnlyMemory<byte> input, TimeSpan start, CancellationToken cancellation)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < Repetitions; i++)
        {
            var run = await program.RunAsync(input, RunWatch.Processor, cancellation);
            least = run.ProcessorTime < least ? run.ProcessorTime : least;
        }
        return least - start;
    }
}
