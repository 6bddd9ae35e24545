using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Web;

/// <summary>
/// Makes broken exchanges. As with files a case is a pure function of the campaign's seed, its index and the corpus: see <see cref="CaseMaker"/>.
/// </summary>
public sealed class WebCases : ICaseSource
{
    private readonly ulong _campaign;
    private readonly bool _stores;
    private readonly IReadOnlyList<Seed> _seeds;
    private readonly HttpExchange[] _exchanges;
    private readonly WebOperator[] _operators;
    private readonly int[][] _seedsOf;

    /// <summary>Prepares a campaign.</summary>
    /// <param name="campaign">The campaign's seed.</param>
    /// <param name="seeds">The corpus, written as <see cref="ExchangeText"/> does; its order matters.</param>
    /// <param name="stores">Whether cases may store. None ever deletes.</param>
    /// <exception cref="ArgumentException">The corpus is empty, or a seed is no exchange.</exception>
    public WebCases(ulong campaign, IReadOnlyList<Seed> seeds, bool stores)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Count == 0)
            throw new ArgumentException("The corpus is empty.", nameof(seeds));
        (_campaign, _seeds, _stores) = (campaign, seeds, stores);
        _exchanges = [.. seeds.Select(static seed => ExchangeText.Read(seed.Bytes.Span, out _)).OfType<HttpExchange>()];
        if (_exchanges.Length < seeds.Count)
            throw new ArgumentException("A seed is no exchange.", nameof(seeds));
        _operators = [.. WebOperators.All.Where(op => _exchanges.Any(exchange => AppliesTo(op, exchange)))];
        _seedsOf = [.. _operators.Select(op => Enumerable.Range(0, _exchanges.Length).Where(i => AppliesTo(op, _exchanges[i])).ToArray())];
    }

    /// <inheritdoc/>
    public IReadOnlyList<CaseOperator> Operators => _operators;

    /// <inheritdoc/>
    public string Extension => ".http";

    /// <inheritdoc/>
    public FuzzCase Make(long index, uint without = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var plan = new CaseRandom(_campaign, index);
        var first = (int)(index % _operators.Length);
        var seed = plan.Pick(_seedsOf[first]);
        var exchange = _exchanges[seed];
        var steps = new List<MutationStep>();
        var planned = 1;
        // Fewer steps than for files: the second lie about a message is rarely reached, because the first one ends the connection.
        while (planned < ICaseSource.MostSteps && plan.OneIn(4))
            planned++;
        for (var step = 0; step < planned; step++)
        {
            var op = step == 0 ? _operators[first] : plan.Pick(_operators);
            if ((without & (1u << step)) == 0 && Mutated(op, exchange, new CaseRandom(_campaign, index, step + 1)) is { } broken)
            {
                exchange = broken.Exchange;
                steps.Add(new MutationStep(op.Id, broken.What));
            }
        }
        return new FuzzCase(index, _seeds[seed].Name, steps, ExchangeText.Write(exchange));
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReduceAsync(ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, Task<bool>> fails, int budget) =>
        new ExchangeMinimizer(fails, budget).RunAsync(bytes);

    /// <inheritdoc/>
    public string Explain(ReadOnlyMemory<byte> seed, ReadOnlyMemory<byte> reproducer, IReadOnlyList<MutationStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (ExchangeText.Read(reproducer.Span, out _) is not { } exchange)
            return "no exchange is left of it";
        var what = steps.Count > 0 ? string.Join("; ", steps.Select(static step => step.What)) : "nothing is wrong with it";
        return $"{string.Join(", then ", exchange.Requests.Select(Resource.Of))}: {what} ({exchange.Length} bytes in all)";
    }

    private BrokenExchange? Mutated(WebOperator op, HttpExchange exchange, CaseRandom random)
    {
        var places = Enumerable.Range(0, exchange.Requests.Count).Where(i => op.AppliesTo(exchange.Requests[i])).ToList();
        if (places.Count == 0 || op.Apply(exchange, random.Pick(places), random) is not { } broken)
            return null;
        var isAllowed = !broken.Exchange.Deletes && (_stores || !broken.Exchange.Changes);
        return isAllowed && broken.Exchange.Length <= HttpExchange.MostSent ? broken : null;
    }

    private static bool AppliesTo(WebOperator op, HttpExchange exchange) => exchange.Requests.Any(op.AppliesTo);
}
