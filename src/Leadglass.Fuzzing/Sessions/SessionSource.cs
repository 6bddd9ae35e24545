using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Makes broken conversations. A case is a pure function of the campaign's seed, its index and the corpus, as with files.</summary>
public sealed class SessionSource : ICaseSource
{
    private readonly ulong _campaign;
    private readonly IReadOnlyList<Seed> _seeds;
    private readonly SessionProgram[] _programs;
    private readonly int[][] _seedsOf;

    /// <summary>Prepares a campaign.</summary>
    /// <param name="campaign">The campaign's seed.</param>
    /// <param name="seeds">The conversations; their order matters.</param>
    /// <exception cref="ArgumentException">One of them is no conversation, or there is none.</exception>
    public SessionSource(ulong campaign, IReadOnlyList<Seed> seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Count == 0)
            throw new ArgumentException("The corpus is empty.", nameof(seeds));
        (_campaign, _seeds) = (campaign, seeds);
        _programs = [.. seeds.Select(Read)];
        Operators = [.. SessionOperators.All.Where(op => _programs.Any(op.AppliesTo))];
        _seedsOf = [.. Operators.Select(op => Enumerable.Range(0, _programs.Length).Where(i => op.AppliesTo(_programs[i])).ToArray())];
    }

    /// <summary>The operators that apply to this corpus, in the order that the indices follow.</summary>
    public IReadOnlyList<SessionOperator> Operators { get; }

    IReadOnlyList<CaseOperator> ICaseSource.Operators => Operators;

    /// <inheritdoc/>
    public string Extension => ".session.json";

    private static SessionProgram Read(Seed seed) =>
        SessionProgram.TryRead(seed.Bytes.Span, out var program, out var error) ? program : throw new ArgumentException($"{seed.Name}: {error}", nameof(seed));

    /// <inheritdoc/>
    public FuzzCase Make(long index, uint without = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var plan = new CaseRandom(_campaign, index);
        var first = (int)(index % Operators.Count);
        var seed = plan.Pick(_seedsOf[first]);
        var program = _programs[seed];
        var steps = new List<MutationStep>();
        var planned = 1;
        while (planned < ICaseSource.MostSteps && plan.OneIn(2))
            planned++;
        for (var step = 0; step < planned; step++)
        {
            var op = step == 0 ? Operators[first] : plan.Pick(Operators);
            if ((without & (1u << step)) == 0 && op.AppliesTo(program) && op.Apply(new SessionMutation(program, new CaseRandom(_campaign, index, step + 1), _programs)) is { Program.Steps.Count: > 0 } broken)
            {
                program = broken.Program;
                steps.Add(new MutationStep(op.Id, broken.What));
            }
        }
        return new FuzzCase(index, _seeds[seed].Name, steps, program.ToBytes());
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReduceAsync(ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, Task<bool>> fails, int budget) =>
        new SessionMinimizer(fails, budget).RunAsync(bytes);

    /// <inheritdoc/>
    public string Explain(ReadOnlyMemory<byte> seed, ReadOnlyMemory<byte> reproducer, IReadOnlyList<MutationStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var what = steps.Count == 0 ? "nothing but the steps that are left" : string.Join("; ", steps.Select(static step => step.What));
        if (!SessionProgram.TryRead(reproducer.Span, out var program, out _))
            return what;
        var left = program.Steps.Where(SessionMutation.Sends).Select(SessionMutation.NameOf).ToList();
        var bytes = program.Steps.Sum(static step => SessionMutation.BytesOf(step).Length);
        return $"{what} ({string.Join(", ", left.Take(6))}{(left.Count > 6 ? $" and {left.Count - 6} more" : "")}: {bytes} bytes sent in all)";
    }
}
