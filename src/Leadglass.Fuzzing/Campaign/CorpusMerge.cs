using System.Numerics;
using System.Security.Cryptography;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>Makes one corpus of many: few files that reach everything that all of them reach.</summary>
/// <param name="Kept">The files that are kept, renamed in the manner of a queue; the one that reaches most comes first.</param>
/// <param name="Different">How many different files there were.</param>
/// <param name="Covered">How many parts of the target they reach, by the files that are kept as by all of them.</param>
/// <param name="Failing">Names of files on which the target fails, with how: they are left out, and what they reach does not count.</param>
public sealed record CorpusMerge(IReadOnlyList<Seed> Kept, int Different, int Covered, IReadOnlyList<string> Failing)
{
    private const int Buckets = 8;

    /// <summary>Runs every file once.</summary>
    /// <param name="executor">Runs the target and counts.</param>
    /// <param name="inputs">The files.</param>
    /// <param name="declaredExits">The exit codes that the target may end with; empty when any will do.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">A file cannot be written, or the target cannot be started any more.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<CorpusMerge> RunAsync(ICoverageExecutor executor, IReadOnlyList<Seed> inputs, IReadOnlyCollection<int> declaredExits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(executor);
        ArgumentNullException.ThrowIfNull(inputs);
        var different = inputs.DistinctBy(static input => Convert.ToHexString(SHA256.HashData(input.Bytes.Span))).ToList();
        var reached = new List<(Seed Input, int[] Features)>();
        var failing = new List<string>();
        foreach (var input in different)
        {
            var run = await executor.RunAsync(input.Bytes, cancellation);
            if (run.Ending == RunEnding.NotStarted)
                throw new IOException($"The target could not be started any more: {run.Errors}");
            if (FailureReader.Read(run, declaredExits) is { } failure)
                failing.Add($"{input.Name}: {failure.Kind}, {failure.Site}");
            else
                reached.Add((input, FeaturesOf(executor.Counters)));
        }
        var kept = Fewest(reached).Select((input, number) => new Seed(InputQueue.NameOf(number, input.Name), input.Bytes));
        return new CorpusMerge([.. kept], different.Count, reached.SelectMany(static each => each.Features).Select(static feature => feature / Buckets).Distinct().Count(), failing);
    }

    /// <summary>Each part that ran, with about how often: 1, 2 to 3, 4 to 7, and so on.</summary>
    private static int[] FeaturesOf(ReadOnlySpan<byte> counters)
    {
        var features = new List<int>();
        for (var i = 0; i < counters.Length; i++)
        {
            if (counters[i] != 0)
                features.Add((i * Buckets) + BitOperations.Log2(counters[i]));
        }
        return [.. features];
    }

    /// <summary>Takes, again and again, the file that adds most, and of several the shortest. The least cover is out of reach; this one is close to it.</summary>
    private static IEnumerable<Seed> Fewest(List<(Seed Input, int[] Features)> reached)
    {
        var covered = new HashSet<int>();
        var waiting = new PriorityQueue<int, (int Gain, int Length, int Place)>();
        for (var i = 0; i < reached.Count; i++)
            waiting.Enqueue(i, Rank(i, reached[i].Features.Length));
        while (waiting.TryDequeue(out var place, out var rank))
        {
            // What was taken since can only have lowered the gain: one that is still first with its new gain is first of all.
            var gain = reached[place].Features.Count(feature => !covered.Contains(feature));
            if (gain == 0)
                continue;
            if (gain < -rank.Gain)
            {
                waiting.Enqueue(place, Rank(place, gain));
                continue;
            }
            covered.UnionWith(reached[place].Features);
            yield return reached[place].Input;
        }

        (int, int, int) Rank(int place, int gain) => (-gain, reached[place].Input.Bytes.Length, place);
    }
}
