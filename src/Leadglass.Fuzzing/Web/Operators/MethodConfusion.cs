namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>Methods and versions that do not fit the resource or that nobody knows. DELETE is none of them.</summary>
internal sealed class MethodConfusion : WebOperator
{
    private static readonly string[] Methods = ["HEAD", "OPTIONS", "TRACE", "PROPFIND", "SEARCH", "get", "G\u00cbT", "GET\t", "", "X", "POST", "PUT", "PATCH"];

    private static readonly string[] Versions = ["HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.1.1", "HTTP/1.", "HTTP/4294967297.1", "http/1.1", "ICAP/1.0", "", "HTTP/1.1 "];

    private static readonly string[] Headers =
    [
        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__", "Upgrade: websocket\r\nConnection: Upgrade", "Expect: 100-continue",
        "Expect: 200-nonsense", "X-HTTP-Method-Override: PROPFIND", "Connection: close, keep-alive, close", "Connection: Host, Content-Length", "Max-Forwards: -1",
    ];

    public override string Id => "method-confusion";

    public override string What => "a method, a version or a switch of protocol that does not fit the resource; never DELETE";

    public override IReadOnlyList<string> Because => [];

    public override bool AppliesTo(WrittenRequest request) => true;

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        switch (random.Below(4))
        {
            case 0:
                var version = random.Pick(Versions);
                return new BrokenExchange(exchange.With(place, request with { Version = version }), $"the version is '{version}'");
            case 1:
                var header = random.Pick(Headers);
                return new BrokenExchange(exchange.With(place, request with { Headers = [.. request.Headers, .. header.Split("\r\n")] }), header.Split("\r\n")[0]);
            case 2:
                var length = random.Pick((int[])[64, 1000, 70_000]);
                return new BrokenExchange(exchange.With(place, request with { Method = new string('M', length) }), $"the method has {length} letters");
            default:
                var method = random.Pick(Methods);
                return new BrokenExchange(exchange.With(place, request with { Method = method }), $"the method is '{method}'");
        }
    }
}
