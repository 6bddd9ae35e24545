using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Mutation;

/// <summary>
/// Makes broken files. A case is a pure function of the campaign's seed, its index and the corpus: the index says which operator
/// comes first (index modulo the number of operators), and everything else is drawn from the randomness of that index.
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

    private readonly ulong _campaign;
    private readonly DicomFile[] _files;
    private readonly IReadOnlyList<Seed> _seeds;
    private readonly int[][] _seedsOf;

    /// <summary>Prepares a campaign.</summary>
    /// <param name="campaign">The campaign's seed.</param>
    /// <param name="seeds">The corpus; its order matters.</param>
    /// <param name="tokens">Words that the program looks for; null for none.</param>
    /// <exception cref="ArgumentException">The corpus is empty.</exception>
    public CaseMaker(ulong campaign, IReadOnlyList<Seed> seeds, IReadOnlyList<ReadOnlyMemory<byte>>? tokens = null)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Count == 0)
            throw new ArgumentException("The corpus is empty.", nameof(seeds));
        (_campaign, _seeds) = (campaign, seeds);
        _files = [.. seeds.Select(static seed => DicomFile.Read(ByteSource.From(seed.Bytes), DataSetLimits.Default))];
        // An operator that fits no seed of this corpus would have no cases at all.
        Operators = [.. MutationOperators.With(tokens ?? []).Where(op => _files.Any(op.AppliesTo))];
        _seedsOf = [.. Operators.Select(op => Enumerable.Range(0, _files.Length).Where(i => op.AppliesTo(_files[i])).ToArray())];
    }

    /// <summary>The operators that apply to this corpus, in the order that the indices follow.</summary>
    public IReadOnlyList<MutationOperator> Operators { get; }

    IReadOnlyList<CaseOperator> ICaseSource.Operators => Operators;

    /// <inheritdoc/>
    public string Extension => ".dcm";

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReduceAsync(ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, Task<bool>> fails, int budget) =>
        new Minimizer(fails, budget).RunAsync(bytes);

    /// <inheritdoc/>
    public string Explain(ReadOnlyMemory<byte> seed, ReadOnlyMemory<byte> reproducer, IReadOnlyList<MutationStep> steps) => Explanation.Of(seed, reproducer, steps);

    /// <inheritdoc/>
    public FuzzCase Make(long index, uint without = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var plan = new CaseRandom(_campaign, index);
        var first = (int)(index % Operators.Count);
        var seed = plan.Pick(_seedsOf[first]);
        var bytes = _seeds[seed].Bytes;
        var steps = new List<MutationStep>();
        var planned = 1;
        while (planned < ICaseSource.MostSteps && plan.OneIn(2))
            planned++;
        for (var step = 0; step < planned; step++)
        {
            var op = step == 0 ? Operators[first] : plan.Pick(Operators);
            if ((without & (1u << step)) == 0 && Mutated(op, bytes, new CaseRandom(_campaign, index, step + 1)) is { } mutation)
            {
                bytes = mutation.Bytes;
                steps.Add(new MutationStep(op.Id, mutation.What));
            }
        }
        return new FuzzCase(index, _seeds[seed].Name, steps, bytes);
    }

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
