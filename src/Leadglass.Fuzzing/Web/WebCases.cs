using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Web;

/// <summary>
/// Makes broken exchanges. As with files a case is a pure function of the campaign's seed, its index and the corpus: see <see cref="CaseMaker"/>.
/// </summary>
public sealed class WebCases : ICaseSource
{
    private readonly bool _stores;
    private readonly CasePlan<WebOperator, HttpExchange> _plan;

    /// <summary>Prepares a campaign.</summary>
    /// <param name="campaign">The campaign's seed.</param>
    /// <param name="seeds">The corpus, written as <see cref="ExchangeText"/> does; its order matters.</param>
    /// <param name="stores">Whether cases may store. None ever deletes.</param>
    /// <exception cref="ArgumentException">The corpus is empty, or a seed is no exchange.</exception>
    public WebCases(ulong campaign, IReadOnlyList<Seed> seeds, bool stores)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        _stores = stores;
        HttpExchange[] exchanges = [.. seeds.Select(static seed => ExchangeText.Read(seed.Bytes.Span, out _)).OfType<HttpExchange>()];
        if (exchanges.Length < seeds.Count)
            throw new ArgumentException("A seed is no exchange.", nameof(seeds));
        // Fewer steps than for files: the second lie about a message is rarely reached, because the first one ends the connection.
        _plan = new CasePlan<WebOperator, HttpExchange>(campaign, seeds, exchanges, WebOperators.All, (op, seed) => exchanges[seed].Requests.Any(op.AppliesTo), anotherStepIn: 4);
    }

    /// <inheritdoc/>
    public IReadOnlyList<CaseOperator> Operators => _plan.Operators;

    /// <inheritdoc/>
    public string Extension => ".http";

    /// <inheritdoc/>
    public FuzzCase Make(long index, uint without = 0) =>
        _plan.Make(index, without, (op, exchange, random) => Mutated(op, exchange, random) is { } broken ? (broken.Exchange, broken.What) : null, static exchange => ExchangeText.Write(exchange));

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
}
