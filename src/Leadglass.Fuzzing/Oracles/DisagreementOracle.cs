using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>Sees files that one of two programs accepts and the other refuses. Which of them is right it cannot know.</summary>
/// <param name="other">Runs the other program.</param>
/// <param name="name">Its name.</param>
internal sealed class DisagreementOracle(CommandExecutor other, string name) : IOracle
{
    private const int MostWords = 60;

    /// <inheritdoc/>
    public bool LooksAtFailures => false;

    /// <inheritdoc/>
    public async Task<Failure?> LookAsync(ReadOnlyMemory<byte> input, RunResult run, CancellationToken cancellation)
    {
        var beside = await other.RunAsync(input, cancellation);
        if (beside.Ending != RunEnding.Exited || FailureReader.Read(beside, []) is not null || (run.Code == 0) == (beside.Code == 0))
            return null;
        // Why the one that refuses does so tells causes apart, as far as it says anything.
        var (what, why) = run.Code == 0 ? ($"accepts what {name} refuses", Reason(beside)) : ($"refuses what {name} accepts", Reason(run));
        return new Failure(FailureKind.Disagreement, why.Length == 0 ? what : $"{what}: {why}", Cwe.InterpretationConflict);
    }

    /// <summary>Why two programs cannot be held against each other: a seed on which they do not agree as it is. Null where they agree on all.</summary>
    public static async Task<string?> ObjectionAsync(IReadOnlyList<Seed> seeds, IExecutor program, IExecutor other, CancellationToken cancellation)
    {
        foreach (var seed in seeds)
        {
            var (mine, theirs) = (await program.RunAsync(seed.Bytes, cancellation), await other.RunAsync(seed.Bytes, cancellation));
            if (theirs.Ending == RunEnding.NotStarted)
                return $"it cannot be started: {theirs.Errors.Split('\n', 2)[0]}";
            if (mine.Ending == RunEnding.Exited && (theirs.Ending != RunEnding.Exited || (mine.Code == 0) != (theirs.Code == 0)))
                return $"the two do not agree on the seed {seed.Name} as it is ({mine.Code} and {(theirs.Ending == RunEnding.Exited ? $"{theirs.Code}" : $"{theirs.Ending}")}); name seeds on which they do with --seeds";
        }
        return null;
    }

    /// <summary>The first line, without what differs between files: digits and punctuation.</summary>
    private static string Reason(RunResult run) =>
        string.Join(' ', string.Concat(run.Errors.Split('\n', 2)[0].Select(static letter => char.IsAsciiLetter(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries)) is var words
            && words.Length > MostWords ? words[..MostWords] : words;
}
