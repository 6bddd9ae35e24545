using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Mutation;

/// <summary>
/// How a case is made from its index, whatever a case is: the index says which operator comes first (index modulo the number of operators),
/// and everything else is drawn from the randomness of that index.
/// </summary>
/// <typeparam name="TOperator">The kind of operator.</typeparam>
/// <typeparam name="TCase">What they break.</typeparam>
internal sealed class CasePlan<TOperator, TCase>
    where TOperator : CaseOperator
{
    private readonly ulong _campaign;
    private readonly IReadOnlyList<Seed> _seeds;
    private readonly IReadOnlyList<TCase> _cases;
    private readonly int[][] _seedsOf;
    private readonly int _anotherStepIn;

    /// <summary>Prepares a campaign.</summary>
    /// <param name="campaign">The campaign's seed.</param>
    /// <param name="seeds">The corpus; its order matters.</param>
    /// <param name="cases">The same, as what is broken.</param>
    /// <param name="operators">The operators, in the order that indices follow.</param>
    /// <param name="fits">Whether an operator has something to break in the seed of a number.</param>
    /// <param name="anotherStepIn">After each step there is another one once in so many times.</param>
    /// <exception cref="ArgumentException">The corpus is empty.</exception>
    public CasePlan(ulong campaign, IReadOnlyList<Seed> seeds, IReadOnlyList<TCase> cases, IEnumerable<TOperator> operators, Func<TOperator, int, bool> fits, int anotherStepIn)
    {
        if (seeds.Count == 0)
            throw new ArgumentException("The corpus is empty.", nameof(seeds));
        (_campaign, _seeds, _cases, _anotherStepIn) = (campaign, seeds, cases, anotherStepIn);
        var numbers = Enumerable.Range(0, seeds.Count);
        // An operator that fits no seed of this corpus would have no cases at all.
        Operators = [.. operators.Where(op => numbers.Any(i => fits(op, i)))];
        _seedsOf = [.. Operators.Select(op => numbers.Where(i => fits(op, i)).ToArray())];
    }

    /// <summary>The operators that apply to this corpus.</summary>
    public IReadOnlyList<TOperator> Operators { get; }

    /// <summary>Makes a case.</summary>
    /// <param name="index">Its index, from 0.</param>
    /// <param name="without">Steps to leave out, as bits.</param>
    /// <param name="broken">Breaks something with the randomness of a step; null where there was nothing to break.</param>
    /// <param name="bytesOf">The case as bytes.</param>
    /// <param name="from">What is broken instead of a seed, with its name; null for a seed that the index chooses.</param>
    public FuzzCase Make(
        long index, uint without, Func<TOperator, TCase, CaseRandom, (TCase Case, string What)?> broken, Func<TCase, ReadOnlyMemory<byte>> bytesOf, (string Name, TCase Case)? from = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var plan = new CaseRandom(_campaign, index);
        var first = (int)(index % Operators.Count);
        var seed = plan.Pick(_seedsOf[first]);
        var (name, made) = from ?? (_seeds[seed].Name, _cases[seed]);
        var steps = new List<MutationStep>();
        var planned = 1;
        while (planned < ICaseSource.MostSteps && plan.OneIn(_anotherStepIn))
            planned++;
        for (var step = 0; step < planned; step++)
        {
            var op = step == 0 ? Operators[first] : plan.Pick(Operators);
            if ((without & (1u << step)) == 0 && broken(op, made, new CaseRandom(_campaign, index, step + 1)) is var (changed, what))
            {
                made = changed;
                steps.Add(new MutationStep(op.Id, what));
            }
        }
        return new FuzzCase(index, name, steps, bytesOf(made));
    }
}
