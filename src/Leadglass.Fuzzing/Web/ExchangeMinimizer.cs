using Leadglass.Fuzzing.Triage;
using Leadglass.Fuzzing.Web.Operators;

namespace Leadglass.Fuzzing.Web;

/// <summary>Makes a failing exchange smaller as long as it fails in the same way: requests, headers, parts, the query, then what is long.</summary>
/// <param name="fails">Whether an exchange, written down, still fails in the same way.</param>
/// <param name="budget">How many may be tried.</param>
internal sealed class ExchangeMinimizer(Func<ReadOnlyMemory<byte>, Task<bool>> fails, int budget)
{
    private const int Long = 64;

    private int _left = budget;

    /// <summary>Makes an exchange smaller.</summary>
    /// <param name="bytes">One that fails, written down.</param>
    /// <returns>One that fails in the same way.</returns>
    public async Task<ReadOnlyMemory<byte>> RunAsync(ReadOnlyMemory<byte> bytes)
    {
        if (ExchangeText.Read(bytes.Span, out _) is not { } exchange)
            return bytes;
        HttpExchange before;
        do
        {
            before = exchange;
            exchange = await TryAsync(exchange with { Delivery = Delivery.Whole }, exchange);
            for (var i = exchange.Requests.Count - 1; i >= 0 && exchange.Requests.Count > 1; i--)
                exchange = await TryAsync(exchange with { Requests = [.. exchange.Requests.Where((_, place) => place != i)] }, exchange);
            for (var i = 0; i < exchange.Requests.Count; i++)
                exchange = await RequestAsync(exchange, i);
        }
        while (before != exchange && _left > 0);
        for (var i = 0; i < exchange.Requests.Count; i++)
            exchange = await FilesAsync(exchange, i);
        return ExchangeText.Write(exchange);
    }

    private async Task<HttpExchange> RequestAsync(HttpExchange exchange, int place)
    {
        exchange = await ListAsync(exchange, place, static request => request.Headers, static (request, headers) => request with { Headers = headers });
        exchange = await ListAsync(exchange, place, static request => request.Body, static (request, body) => request with { Body = body });
        exchange = await ListAsync(exchange, place, static request => request.Target.Split('&'), static (request, parts) => request with { Target = string.Join('&', parts) });
        if (exchange.Requests[place].Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query)
            exchange = await TryAsync(exchange.With(place, exchange.Requests[place] with { Target = exchange.Requests[place].Target[..query] }), exchange);
        exchange = await HalvedAsync(exchange, place, exchange.Requests[place].Target.Length, static (request, length) => request with { Target = request.Target[..length] });
        for (var i = 0; i < exchange.Requests[place].Headers.Count; i++)
        {
            var at = i;
            exchange = await HalvedAsync(exchange, place, exchange.Requests[place].Headers[i].Length,
                (request, length) => request with { Headers = [.. request.Headers.Select((line, other) => other == at ? line[..length] : line)] });
        }
        for (var i = 0; i < exchange.Requests[place].Body.Count; i++)
        {
            var at = i;
            exchange = await HalvedAsync(exchange, place, exchange.Requests[place].Body[i].Times,
                (request, times) => request with { Body = [.. request.Body.Select((part, other) => other == at ? part with { Times = times } : part)] }, least: 1);
            if (!DicomPart.IsFile(exchange.Requests[place].Body[i]))
            {
                exchange = await HalvedAsync(exchange, place, exchange.Requests[place].Body[i].Bytes.Length,
                    (request, length) => request with { Body = [.. request.Body.Select((part, other) => other == at ? part with { Bytes = part.Bytes[..length] } : part)] });
            }
        }
        return exchange;
    }

    /// <summary>Takes members of a list away, in runs that halve.</summary>
    private async Task<HttpExchange> ListAsync<T>(HttpExchange exchange, int place, Func<WrittenRequest, IReadOnlyList<T>> of, Func<WrittenRequest, List<T>, WrittenRequest> with)
    {
        for (var run = Math.Max(1, of(exchange.Requests[place]).Count / 2); run >= 1 && _left > 0; run /= 2)
        {
            for (var start = 0; start < of(exchange.Requests[place]).Count && _left > 0;)
            {
                var request = exchange.Requests[place];
                var shorter = await TryAsync(exchange.With(place, with(request, [.. of(request).Take(start), .. of(request).Skip(start + run)])), exchange);
                start += ReferenceEquals(shorter, exchange) ? run : 0;
                exchange = shorter;
            }
        }
        return exchange;
    }

    /// <summary>Halves a length that is long, from the end.</summary>
    private async Task<HttpExchange> HalvedAsync(HttpExchange exchange, int place, int length, Func<WrittenRequest, int, WrittenRequest> with, int least = Long)
    {
        while (length > least && _left > 0)
        {
            length /= 2;
            var shorter = await TryAsync(exchange.With(place, with(exchange.Requests[place], length)), exchange);
            if (ReferenceEquals(shorter, exchange))
                break;
            exchange = shorter;
        }
        return exchange;
    }

    private async Task<HttpExchange> FilesAsync(HttpExchange exchange, int place)
    {
        for (var i = 0; i < exchange.Requests[place].Body.Count && _left > 0; i++)
        {
            if (!DicomPart.IsFile(exchange.Requests[place].Body[i]))
                continue;
            var at = i;
            var smallest = await new Minimizer(file => StillFailsAsync(With(file)), _left).RunAsync(exchange.Requests[place].Body[i].Bytes);
            exchange = With(smallest);

            HttpExchange With(ReadOnlyMemory<byte> file) =>
                exchange.With(place, exchange.Requests[place] with { Body = [.. exchange.Requests[place].Body.Select((part, other) => other == at ? part with { Bytes = file } : part)] });
        }
        return exchange;
    }

    private async Task<HttpExchange> TryAsync(HttpExchange candidate, HttpExchange present)
    {
        var isSmaller = candidate.Length < present.Length || (candidate.Delivery != present.Delivery && candidate.Delivery == Delivery.Whole);
        return isSmaller && await StillFailsAsync(candidate) ? candidate : present;
    }

    private async Task<bool> StillFailsAsync(HttpExchange candidate)
    {
        if (_left == 0)
            return false;
        _left--;
        return await fails(ExchangeText.Write(candidate));
    }
}
