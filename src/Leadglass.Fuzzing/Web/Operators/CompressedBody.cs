using System.IO.Compression;

namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>A body that says it is compressed. What it expands to is bounded: enough to see whether a server bounds it too.</summary>
internal sealed class CompressedBody : WebOperator
{
    private const int Expanded = 64 * 1024 * 1024;

    // 64 MiB of blanks in about 64 KiB: made once, by the zlib of the .NET in use, as deflated seeds are.
    private static readonly Lazy<byte[]> Bomb = new(static () => Gzip(static stream =>
    {
        var blanks = new byte[1024 * 1024];
        blanks.AsSpan().Fill((byte)' ');
        for (var i = 0; i < Expanded / blanks.Length; i++)
            stream.Write(blanks);
    }));

    public override string Id => "compressed-body";

    public override string What => "a body that is compressed, cut, compressed twice, or expands a thousandfold (64 MiB at most)";

    public override IReadOnlyList<string> Because => ["CVE-2026-5438", "CVE-2026-5439"];

    public override bool AppliesTo(WrittenRequest request) => request.Body.Count > 0;

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        byte[] body = [.. request.Body.SelectMany(static part => Enumerable.Repeat(part.Bytes.ToArray(), part.Times).SelectMany(static bytes => bytes))];
        (string Name, string Coding, Func<byte[]> Bytes)[] shapes =
        [
            ("gzip", "gzip", () => Gzip(stream => stream.Write(body))),
            ("gzip without its end", "gzip", () => Gzip(stream => stream.Write(body))[..^8]),
            ("gzip of nothing", "gzip", static () => []),
            ("half a gzip header", "gzip", static () => [0x1F, 0x8B, 8, 0xFF]),
            ("no gzip at all", "gzip", () => body),
            ("gzip twice", "gzip, gzip", () => Gzip(outer => outer.Write(Gzip(stream => stream.Write(body))))),
            ("gzip and bytes behind it", "gzip", () => [.. Gzip(stream => stream.Write(body)), .. body]),
            ("64 MiB in 64 KiB", "gzip", static () => Bomb.Value),
            ("64 MiB in 64 KiB, compressed again", "gzip, gzip", static () => Gzip(static stream => stream.Write(Bomb.Value))),
            ("deflate with zlib's header", "deflate", () => Zlib(body)),
            ("deflate without zlib's header", "deflate", () => Zlib(body)[2..^4]),
            ("a coding that nobody knows", "x-leadglass", () => body),
            ("gzip 1000 times by its header", string.Join(',', Enumerable.Repeat("gzip", 1000)), () => Gzip(stream => stream.Write(body))),
        ];
        var (name, coding, bytes) = random.Pick(shapes);
        var changed = request.WithHeader("Content-Encoding", $"Content-Encoding: {coding}") with { Body = [new BodyPart(bytes())] };
        return new BrokenExchange(exchange.With(place, changed), $"the body is {name}");
    }

    private static byte[] Gzip(Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            write(gzip);
        return bytes.ToArray();
    }

    private static byte[] Zlib(byte[] body)
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(body);
        return bytes.ToArray();
    }
}
