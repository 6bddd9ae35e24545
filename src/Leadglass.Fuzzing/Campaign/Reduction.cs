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
        Site = failure.Place,
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
    /// <param name="budget">How many runs may be spent; a tenth for hangs and for times that grow, of which each costs seconds.</param>
    /// <param name="hasTime">Whether there is time left to make it smaller.</param>
    /// <param name="fails">The failure that a case leads to, where it is like the one of the defect; null for others.</param>
    public static async Task<(Defect Defect, ReadOnlyMemory<byte> Smallest)> RunAsync(
        ICaseSource source, Defect defect, FuzzCase made, ReadOnlyMemory<byte> seed, int budget, Func<bool> hasTime, Func<ReadOnlyMemory<byte>, Task<Failure?>> fails)
    {
        var runs = defect.Kind is FailureKind.Hang or FailureKind.Unanswered or FailureKind.SuperlinearTime ? budget / 10 : budget;
        var smallest = await source.ReduceAsync(made.Bytes, async bytes => hasTime() && await fails(bytes) is not null, runs);
        var reproduced = 0;
        Failure? last = null;
        for (var i = 0; i < Defect.Repetitions; i++)
        {
            if (await fails(smallest) is not { } failure)
                continue;
            (last, reproduced) = (failure, reproduced + 1);
        }
        return (defect with
        {
            Id = last?.Id ?? defect.Id,
            Site = last?.Place ?? defect.Site,
            Steps = made.Steps,
            Reproduced = reproduced,
            Repeated = Defect.Repetitions,
            Explanation = source.Explain(seed, smallest, made.Steps),
            Length = smallest.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(smallest.Span)),
        }, smallest);
    }
}
