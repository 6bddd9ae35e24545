using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>How the program does on files that nobody has broken yet, and the limits under which it can work at all.</summary>
/// <param name="Limits">
/// The limits; without the one on address space where the program passes only so: many runtimes reserve more than they use.
/// </param>
/// <param name="Runs">What was seen, a run a seed, up to the first that did not start.</param>
/// <param name="Unhealthy">Seeds on which the program fails as they are, with how.</param>
/// <param name="NotStarted">Why the program cannot be started; null where it can.</param>
public sealed record Baseline(ExecutionLimits Limits, IReadOnlyList<RunResult> Runs, IReadOnlyList<string> Unhealthy, string? NotStarted)
{
    private const int NotExecutable = 126;
    private const int NotFound = 127;

    /// <summary>The program did not run: it could not be started, or the shell did not find it, it or what it needs.</summary>
    public static bool DidNotRun(RunResult run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Ending == RunEnding.NotStarted || run is { Ending: RunEnding.Exited, Code: NotExecutable or NotFound };
    }

    /// <summary>Runs the program on seeds.</summary>
    /// <param name="executorUnder">Makes what runs the program under given limits.</param>
    /// <param name="limits">What a run may cost.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="declaredExits">The exit codes that the program may end with; empty when any will do.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">A seed cannot be written: the disk may be full.</exception>
    public static async Task<Baseline> TakeAsync(
        Func<ExecutionLimits, IExecutor> executorUnder, ExecutionLimits limits, IReadOnlyList<Seed> seeds, IReadOnlyCollection<int> declaredExits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(executorUnder);
        ArgumentNullException.ThrowIfNull(limits);
        var strict = await OnceAsync(limits);
        if (!limits.AddressSpace || (strict.Unhealthy.Count == 0 && strict.NotStarted is null))
            return strict;
        var relaxed = await OnceAsync(limits with { AddressSpace = false });
        var isBetter = relaxed.Unhealthy.Count < strict.Unhealthy.Count || (relaxed.NotStarted is null && strict.NotStarted is not null);
        return isBetter ? relaxed : strict;

        async Task<Baseline> OnceAsync(ExecutionLimits tried)
        {
            using var executor = executorUnder(tried);
            var runs = new List<RunResult>();
            var unhealthy = new List<string>();
            foreach (var seed in seeds)
            {
                var run = await executor.RunAsync(seed.Bytes, cancellation);
                if (DidNotRun(run))
                    return new Baseline(tried, runs, unhealthy, $"it cannot be started: {run.Errors.Split('\n', 2)[0]}");
                runs.Add(run);
                if (FailureReader.Read(run, declaredExits) is { } failure)
                    unhealthy.Add($"{seed.Name}: {failure.Kind}, {failure.Site}");
            }
            return new Baseline(tried, runs, unhealthy, null);
        }
    }
}
