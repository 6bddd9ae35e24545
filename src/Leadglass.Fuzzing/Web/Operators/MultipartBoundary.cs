using System.Text;

namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>The boundary between the parts of a message. Source: RFC 2046 §5.1, RFC 2387.</summary>
internal sealed class MultipartBoundary : WebOperator
{
    private const string Name = "Content-Type";

    public override string Id => "multipart-boundary";

    public override string What => "multipart messages with a boundary that is missing, another one, endless, doubled, or that comes in numbers";

    public override IReadOnlyList<string> Because => [];

    public override bool AppliesTo(WrittenRequest request) => request.Body.Count > 0 && request.Header(Name)?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var type = request.Header(Name)!.Split("; boundary=", 2)[0];
        var line = $"--{StowParts.Boundary}\r\n";
        var body = request.Body;
        (string Name, WrittenRequest Changed)[] shapes =
        [
            ("no boundary", Typed(type)),
            ("an empty boundary", Typed($"{type}; boundary=")),
            ("an empty boundary in quotes", Typed($"{type}; boundary=\"\"")),
            ("a quote without end", Typed($"{type}; boundary=\"{StowParts.Boundary}")),
            ("another boundary than the body", Typed($"{type}; boundary=leadglass-other")),
            ("the beginning of the boundary of the body", Typed($"{type}; boundary=leadglass")),
            ("two boundaries", Typed($"{type}; boundary={StowParts.Boundary}; boundary=b")),
            ("a boundary of one blank", Typed($"{type}; boundary=\" \"")),
            ("a boundary with line breaks", Typed($"{type}; boundary=\"a\\r\\nb\"")),
            ("a boundary of 70000 characters", Renamed(new string('b', 70_000))),
            ("a boundary of one character", Renamed("a")),
            ("a boundary of minus signs", Renamed("--------")),
            ("a boundary like a pattern", Renamed("(a+)+$")),
            ("a type that is none", Typed($"multipart/related; type=; boundary={StowParts.Boundary}")),
            ("no type", Typed($"multipart/related; boundary={StowParts.Boundary}")),
            ("another multipart", Typed($"multipart/form-data; boundary={StowParts.Boundary}")),
            ("a start that is not there", Typed($"{type}; start=\"<nobody@leadglass>\"; boundary={StowParts.Boundary}")),
            ("5000 parameters", Typed($"{type}{string.Concat(Enumerable.Range(0, 5000).Select(static i => $"; p{i}=1"))}; boundary={StowParts.Boundary}")),
            ("no end", request with { Body = [.. body.Take(body.Count - 1)] }),
            ("nothing but its end", request with { Body = [body[^1]] }),
            ("nothing", request with { Body = [] }),
            ("nothing but boundaries, 40000 of them", request with { Body = [StowParts.Text(line, 40_000), body[^1]] }),
            ("5000 empty parts", request with { Body = [StowParts.Text($"{line}\r\n\r\n", 5000), .. body] }),
            ("its parts 100 times", request with { Body = [.. Enumerable.Repeat(body.Take(body.Count - 1), 100).SelectMany(static part => part), body[^1]] }),
            ("text before and behind", request with { Body = [StowParts.Text("before\r\n"), .. body, StowParts.Text("behind\r\n", 2000)] }),
            ("line feeds alone", request with { Body = [.. body.Select(static part => StowParts.Text(Encoding.Latin1.GetString(part.Bytes.Span).Replace("\r\n", "\n", StringComparison.Ordinal), part.Times))] }),
            ("a boundary without the break in front of it", request with { Body = [.. body.Where(static part => !part.Bytes.Span.SequenceEqual("\r\n"u8))] }),
            ("a multipart inside it, 300 deep", Nested(300)),
        ];
        var (name, changed) = random.Pick(shapes);
        return new BrokenExchange(exchange.With(place, changed), $"the multipart message has {name}");

        WrittenRequest Typed(string value) => request.WithHeader(Name, $"{Name}: {value}");

        WrittenRequest Renamed(string boundary) => Typed($"{type}; boundary=\"{boundary}\"") with
        {
            Body = [.. body.Select(part => StowParts.Text(Encoding.Latin1.GetString(part.Bytes.Span).Replace(StowParts.Boundary, boundary, StringComparison.Ordinal), part.Times))],
        };

        WrittenRequest Nested(int depth) => request with
        {
            Body =
            [
                .. Enumerable.Range(0, depth).Select(i => StowParts.Text($"--{Level(i)}\r\n{Name}: {type}; boundary={Level(i + 1)}\r\n\r\n")),
                .. Enumerable.Range(0, depth).Select(i => StowParts.Text($"--{Level(depth - 1 - i)}--\r\n")),
            ],
        };

        static string Level(int depth) => depth == 0 ? StowParts.Boundary : $"{StowParts.Boundary}-{depth}";
    }
}
