using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Mutation;

/// <summary>
/// Makes broken files. A case is a pure function of the campaign's seed, its index and the corpus.
/// </summary>
/// <remarks>
/// So a strategy that prefers some operators only chooses which indices to try, and any case can be made again without its history. A
/// deflated seed that is changed is compressed anew by the zlib of the .NET in use: its bytes can differ between versions of .NET, though
/// what they expand to does not.
/// </remarks>
public sealed class CaseMaker : ICaseSource
{
    /// <summary>Longer cases are not made.</summary>
    public const int LongestCase = 8 * 1024 * 1024;

    private readonly DicomFile[] _files;
    private readonly CasePlan<MutationOperator, ReadOnlyMemory<byte>> _plan;

    /// <summary>Prepares a campaign.</summary>
    /// <param name="campaign">The campaign's seed.</param>
    /// <param name="seeds">The corpus; its order matters.</param>
    /// <param name="tokens">Words that the program looks for; null for none.</param>
    /// <exception cref="ArgumentException">The corpus is empty.</exception>
    public CaseMaker(ulong campaign, IReadOnlyList<Seed> seeds, IReadOnlyList<ReadOnlyMemory<byte>>? tokens = null)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        _files = [.. seeds.Select(static seed => DicomFile.Read(ByteSource.From(seed.Bytes), DataSetLimits.Default))];
        _plan = new CasePlan<MutationOperator, ReadOnlyMemory<byte>>(
            campaign, seeds, [.. seeds.Select(static seed => seed.Bytes)], MutationOperators.With(tokens ?? []), (op, seed) => op.AppliesTo(_files[seed]), anotherStepIn: 2);
    }

    /// <summary>The operators that apply to this corpus, in the order that the indices follow.</summary>
    public IReadOnlyList<MutationOperator> Operators => _plan.Operators;

    IReadOnlyList<CaseOperator> ICaseSource.Operators => Operators;

    /// <inheritdoc/>
    public string Extension => ".dcm";

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReduceAsync(ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, Task<bool>> fails, int budget) =>
        new Minimizer(fails, budget).RunAsync(bytes);

    /// <inheritdoc/>
    public string Explain(ReadOnlyMemory<byte> seed, ReadOnlyMemory<byte> reproducer, IReadOnlyList<MutationStep> steps) => Explanation.Of(seed, reproducer, steps);

    /// <inheritdoc/>
    public FuzzCase Make(long index, uint without = 0) =>
        _plan.Make(index, without, (op, bytes, random) => Mutated(op, bytes, random) is { } mutation ? (mutation.Bytes, mutation.What) : null, static bytes => bytes);

    private BrokenFile? Mutated(MutationOperator op, ReadOnlyMemory<byte> bytes, CaseRandom random)
    {
        using var file = DicomFile.Read(ByteSource.From(bytes), DataSetLimits.Default);
        try
        {
            var mutation = op.AppliesTo(file) ? op.Apply(new MutationInput(file, bytes, random, _files)) : null;
            return mutation is { Bytes.Length: <= LongestCase } ? mutation : null;
        }
        catch (InvalidOperationException)
        {
            // A repaired length that does not fit its field: this change cannot be written, the next index is as good.
            return null;
        }
    }
}
