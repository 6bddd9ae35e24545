namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>The same bytes, sent in another way: in pieces, half closed, stalled, or with more requests behind them.</summary>
internal sealed class OtherDelivery : WebOperator
{
    public override string Id => "other-delivery";

    public override string What => "bytes that come in pieces, a client that closes its half, a client that stalls, requests one behind the other";

    public override IReadOnlyList<string> Because => [];

    public override bool AppliesTo(WrittenRequest request) => true;

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        switch (random.Below(4))
        {
            case 0:
                return new BrokenExchange(exchange with { Delivery = Delivery.Pieces }, "it comes in pieces");
            case 1:
                return new BrokenExchange(exchange with { Delivery = Delivery.HalfClosed }, "the client closes its half");
            case 2:
                return new BrokenExchange(exchange with { Delivery = Delivery.Stalled }, "the client stalls after half of it");
            default:
                var count = 1 + random.Below(HttpExchange.MostRequests - exchange.Requests.Count + 1);
                if (exchange.Requests.Count + count > HttpExchange.MostRequests)
                    return null;
                return new BrokenExchange(exchange with { Requests = [.. exchange.Requests, .. Enumerable.Repeat(exchange.Requests[place], count)] }, $"{count} more requests come behind it");
        }
    }
}
