using System.Security.Cryptography;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>Makes the reproducer of a defect small, repeats it, and says what is special about it.</summary>
internal static class Reduction
{
    /// <summary>The explanation of a defect that nobody has looked at yet.</summary>
    public const string NotMinimised = "not minimised";

    /// <summary>A defect as it was first seen.</summary>
    public static Defect Begin(Failure failure, FuzzCase made, string extension) => new()
    {
        Id = failure.Id,
        Kind = failure.Kind,
        Site = failure.Site,
        Cwe = failure.Cwe,
        FirstCase = made.Index,
        Seed = made.Seed,
        Steps = made.Steps,
        Explanation = NotMinimised,
        Length = made.Bytes.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(made.Bytes.Span)),
        Extension = extension,
    };

    /// <summary>Does the work.</summary>
    /// <param name="source">What makes the cases.</param>
    /// <param name="defect">The defect.</param>
    /// <param name="made">The case that shows it.</param>
    /// <param name="seed">What the case was made of.</param>
    /// <param name="budget">How many runs may be spent; a tenth for hangs, of which each costs its whole time.</param>
    /// <param name="hasTime">Whether there is time left to make it smaller.</param>
    /// <param name="fails">Whether a file leads to the same failure.</param>
    public static async Task<(Defect Defect, ReadOnlyMemory<byte> Smallest)> RunAsync(
        ICaseSource source, Defect defect, FuzzCase made, ReadOnlyMemory<byte> seed, int budget, Func<bool> hasTime, Func<ReadOnlyMemory<byte>, Task<bool>> fails)
    {
        var runs = defect.Kind == FailureKind.Hang ? budget / 10 : budget;
        var smallest = await source.ReduceAsync(made.Bytes, async bytes => hasTime() && await fails(bytes), runs);
        var reproduced = 0;
        for (var i = 0; i < Defect.Repetitions; i++)
            reproduced += await fails(smallest) ? 1 : 0;
        return (defect with
        {
            Steps = made.Steps,
            Reproduced = reproduced,
            Repeated = Defect.Repetitions,
            Explanation = source.Explain(seed, smallest, made.Steps),
            Length = smallest.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(smallest.Span)),
        }, smallest);
    }
}
