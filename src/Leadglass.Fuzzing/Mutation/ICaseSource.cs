namespace Leadglass.Fuzzing.Mutation;

/// <summary>
/// What the cases of a campaign are: files, conversations or requests. All of them are bytes, so that every one can be kept, run again and made
/// smaller without its campaign.
/// </summary>
public interface ICaseSource
{
    /// <summary>A case is made in at most so many steps.</summary>
    const int MostSteps = 4;

    /// <summary>The ways in which cases are broken, in the order that the indices follow: the first of case n is n modulo their number.</summary>
    IReadOnlyList<CaseOperator> Operators { get; }

    /// <summary>How the files of reproducers end, such as <c>.dcm</c>.</summary>
    string Extension { get; }

    /// <summary>Makes a case: the same one for the same campaign seed, corpus and index, whatever was made before.</summary>
    /// <param name="index">Its index, from 0.</param>
    /// <param name="without">Steps to leave out, as bits: the first step is bit 0. Used to find out which ones matter.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    FuzzCase Make(long index, uint without = 0);

    /// <summary>Makes a case smaller as long as it fails in the same way.</summary>
    /// <param name="bytes">A case that fails.</param>
    /// <param name="fails">Whether another one fails in the same way.</param>
    /// <param name="budget">How many may be tried.</param>
    /// <returns>A case that fails in the same way and is no longer.</returns>
    Task<ReadOnlyMemory<byte>> ReduceAsync(ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, Task<bool>> fails, int budget);

    /// <summary>Says in one sentence what is special about a case.</summary>
    /// <param name="seed">What it was made of.</param>
    /// <param name="reproducer">The case, as small as it became.</param>
    /// <param name="steps">The mutations that matter.</param>
    string Explain(ReadOnlyMemory<byte> seed, ReadOnlyMemory<byte> reproducer, IReadOnlyList<MutationStep> steps);
}
