namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>A length of the body that is not its length. Source: RFC 9112 §6.</summary>
internal sealed class ContentLengthLie : WebOperator
{
    private const string Name = "Content-Length";

    public override string Id => "content-length";

    public override string What => "a Content-Length that is short, long, negative, huge, no number, there twice or beside Transfer-Encoding";

    public override IReadOnlyList<string> Because => ["CVE-2026-5440"];

    public override bool AppliesTo(WrittenRequest request) => true;

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var truth = request.BodyLength;
        string[][] lies =
        [
            [$"{truth - 1}"], [$"{truth + 1}"], [$"{truth / 2}"], ["0"], ["1"], [$"{truth + 65536}"], ["-1"], ["-9223372036854775808"], ["2147483648"], ["4294967295"], [$"{4294967296 + truth}"],
            ["9223372036854775807"], ["18446744073709551615"], [$"18446744073709551616{truth}"], ["99999999999999999999999999"], [""], [$"+{truth}"], [$"0x{truth:X}"], [$"{truth}.0"], [$"1e3"],
            [$"{truth}, {truth}"], [$"{truth} 1"], [$"00000000000000000000{truth}"], [$"{truth}", $"{truth + 1}"], [$"{truth}", $"{truth}"], [$"{truth + 1}", "-1"],
        ];
        var lie = random.Pick(lies);
        var changed = request.WithHeader(Name, [.. lie.Select(static value => $"{Name}: {value}")]);
        var beside = random.OneIn(8);
        if (beside)
            changed = changed with { Headers = [.. changed.Headers, random.Pick((string[])["Transfer-Encoding: chunked", "Transfer-Encoding: identity", "Transfer-Encoding:\tchunked, identity", "Transfer-Encoding: xchunked"])] };
        return new BrokenExchange(exchange.With(place, changed), $"{Name} says {string.Join(" and ", lie.Select(static value => $"'{value}'"))} over {truth}{(beside ? ", beside a Transfer-Encoding" : "")}");
    }
}
