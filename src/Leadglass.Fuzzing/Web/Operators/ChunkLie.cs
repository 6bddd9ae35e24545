using System.Globalization;

namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>The body in chunks, and chunks that are not what they say. Source: RFC 9112 §7.1.</summary>
internal sealed class ChunkLie : WebOperator
{
    public override string Id => "chunk-lie";

    public override string What => "a body in chunks: honest, with sizes that lie, without an end, with endless extensions or trailers";

    public override IReadOnlyList<string> Because => ["CVE-2026-5440"];

    public override bool AppliesTo(WrittenRequest request) => true;

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var size = string.Create(CultureInfo.InvariantCulture, $"{request.BodyLength:x}");
        var body = request.Body;
        BodyPart[] end = [StowParts.Text("0\r\n\r\n")];
        (string Name, IReadOnlyList<BodyPart> Body)[] shapes =
        [
            ("one honest chunk", [StowParts.Text($"{size}\r\n"), .. body, StowParts.Text("\r\n"), .. end]),
            ("a chunk without an end", [StowParts.Text($"{size}\r\n"), .. body]),
            ("a chunk size one too small", [StowParts.Text($"{Math.Max(0, request.BodyLength - 1):x}\r\n"), .. body, StowParts.Text("\r\n"), .. end]),
            ("a chunk size of 2^64 - 1", [StowParts.Text("ffffffffffffffff\r\n"), .. body, StowParts.Text("\r\n"), .. end]),
            ("a chunk size of 2^64", [StowParts.Text("10000000000000000\r\n"), .. body, StowParts.Text("\r\n"), .. end]),
            ("a chunk size of 2^31", [StowParts.Text("80000000\r\n"), .. body, StowParts.Text("\r\n"), .. end]),
            ("a negative chunk size", [StowParts.Text("-1\r\n"), .. body, StowParts.Text("\r\n"), .. end]),
            ("a chunk size that is no number", [StowParts.Text("leadglass\r\n"), .. body, StowParts.Text("\r\n"), .. end]),
            ("a chunk size with a prefix", [StowParts.Text($"0x{size}\r\n"), .. body, StowParts.Text("\r\n"), .. end]),
            ("a chunk size of 10000 digits", [StowParts.Text($"{new string('0', 10_000)}{size}\r\n"), .. body, StowParts.Text("\r\n"), .. end]),
            ("a chunk extension of 100000 characters", [StowParts.Text($"{size};a=\""), StowParts.Text("b", 100_000), StowParts.Text("\"\r\n"), .. body, StowParts.Text("\r\n"), .. end]),
            ("line feeds alone", [StowParts.Text($"{size}\n"), .. body, StowParts.Text("\n0\n\n")]),
            ("20000 chunks of one byte", [StowParts.Text("1\r\nL\r\n", 20_000), .. end]),
            ("5000 trailers", [StowParts.Text($"{size}\r\n"), .. body, StowParts.Text("\r\n0\r\n"), StowParts.Text("X-Leadglass: a\r\n", 5000), StowParts.Text("\r\n")]),
            ("a trailer that is a Content-Length", [StowParts.Text($"{size}\r\n"), .. body, StowParts.Text("\r\n0\r\nContent-Length: 99999999\r\n\r\n")]),
        ];
        var (name, chunks) = random.Pick(shapes);
        var encoding = random.OneIn(4) ? random.Pick((string[])["chunked, chunked", "CHUNKED", "gzip, chunked", "chunked;q=1"]) : "chunked";
        var changed = request.WithHeader("Content-Length").WithHeader("Transfer-Encoding", $"Transfer-Encoding: {encoding}") with { Body = chunks };
        return new BrokenExchange(exchange.With(place, changed), $"the body has {name}, Transfer-Encoding: {encoding}");
    }
}
