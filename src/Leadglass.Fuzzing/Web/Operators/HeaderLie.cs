namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>Header fields that break the grammar of RFC 9112 §5, or come in numbers.</summary>
internal sealed class HeaderLie : WebOperator
{
    private static readonly (string Name, string[] Lines)[] Hazards =
    [
        ("a line is folded", ["X-Leadglass: a\r\n b"]),
        ("a line is folded 2000 times", [$"X-Leadglass: a{string.Concat(Enumerable.Repeat("\r\n b", 2000))}"]),
        ("a line ends with a line feed alone", ["X-Leadglass: a\nX-Second: b"]),
        ("a line ends with a carriage return alone", ["X-Leadglass: a\rX-Second: b"]),
        ("a name is followed by a blank", ["X-Leadglass : a"]),
        ("a line has no colon", ["X-Leadglass"]),
        ("a line has no name", [": a"]),
        ("a value has a null character", ["X-Leadglass: a\0b"]),
        ("a value has control characters", ["X-Leadglass: \u0001\u001b[2J\u007f"]),
        ("a value has bytes over 127", ["X-Leadglass: \u00ff\u00fe\u00c0\u0080"]),
        ("there are two hosts", ["Host: {host}", "Host: leadglass.invalid"]),
        ("there is no host", ["Host-Is-Missing: 1"]),
        ("the host is empty", ["Host:"]),
        ("the host has a port that is none", ["Host: localhost:99999999"]),
        ("the host is a path", ["Host: ../../leadglass-canary"]),
        ("a value has 20000 characters", [$"X-Leadglass: {new string('a', 20_000)}"]),
        ("a value has 300000 characters", [$"X-Leadglass: {new string('a', 300_000)}"]),
        ("a name has 70000 characters", [$"X{new string('a', 70_000)}: 1"]),
        ("there are 2000 lines", [.. Enumerable.Range(0, 2000).Select(static i => $"X-Leadglass-{i}: {i}")]),
        ("there are 20000 lines of one name", [.. Enumerable.Repeat("X-Leadglass: a", 20_000)]),
        ("the user agent is a format string", ["User-Agent: %s%s%n%n%99999d"]),
        ("the user agent is a lookup", ["User-Agent: ${leadglass:canary}"]),
        ("credentials are no base64", ["Authorization: Basic %%%"]),
        ("credentials have no colon", ["Authorization: Basic bGVhZGdsYXNz"]),
        ("a token is none", ["Authorization: Bearer ..."]),
        ("a cookie has 10000 parts", [$"Cookie: {string.Concat(Enumerable.Repeat("a=b;", 10_000))}"]),
        ("a date is none", ["If-Modified-Since: Thu, 99 Foo 99999 99:99:99 XXX"]),
        ("the client was forwarded from nowhere", ["X-Forwarded-For: ::ffff:999.1.1.1", "Forwarded: for=\"[::"]),
    ];

    public override string Id => "header-lie";

    public override string What => "header lines that are folded, cut, doubled, endless, or too many";

    public override IReadOnlyList<string> Because => [];

    public override bool AppliesTo(WrittenRequest request) => true;

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var (name, lines) = random.Pick(Hazards);
        var changed = lines[0].StartsWith("Host", StringComparison.Ordinal)
            ? request.WithHeader("Host", lines)
            : request with { Headers = random.OneIn(2) ? [.. request.Headers, .. lines] : [.. lines, .. request.Headers] };
        return new BrokenExchange(exchange.With(place, changed), $"of the header lines {name}");
    }
}
