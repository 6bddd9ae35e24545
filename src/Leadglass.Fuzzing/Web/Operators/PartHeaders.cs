using System.Text;

namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>The headers of a part of a message. Source: RFC 2046 §5.1, PS3.18 §8.6.1.</summary>
internal sealed class PartHeaders : WebOperator
{
    private const string Mark = "\r\n\r\n";

    private static readonly (string Name, string Headers)[] Hazards =
    [
        ("no headers", ""),
        ("no media type", "Content-ID: <a@leadglass>"),
        ("a media type without value", "Content-Type:"),
        ("two media types", "Content-Type: application/dicom\r\nContent-Type: application/dicom+json"),
        ("a media type that nobody knows", "Content-Type: application/x-leadglass"),
        ("metadata's media type", "Content-Type: application/dicom+json"),
        ("XML's media type", "Content-Type: application/dicom+xml; charset=utf-7"),
        ("an executable's media type", "Content-Type: application/x-msdownload"),
        ("a transfer syntax beside its type", "Content-Type: application/dicom; transfer-syntax=1.2.840.10008.1.2.1"),
        ("a transfer syntax that is none", "Content-Type: application/dicom; transfer-syntax=1.2.840.10008.99"),
        ("a location upwards", $"Content-Type: application/octet-stream\r\nContent-Location: ../../../../leadglass-canary"),
        ("an empty location", "Content-Type: application/octet-stream\r\nContent-Location:"),
        ("a location of 50000 characters", $"Content-Type: application/octet-stream\r\nContent-Location: {new string('a', 50_000)}"),
        ("a length that lies", "Content-Type: application/dicom\r\nContent-Length: 99999999"),
        ("a negative length", "Content-Type: application/dicom\r\nContent-Length: -1"),
        ("base64 as encoding", "Content-Type: application/dicom\r\nContent-Transfer-Encoding: base64"),
        ("quoted-printable as encoding", "Content-Type: application/dicom\r\nContent-Transfer-Encoding: quoted-printable"),
        ("gzip as coding", "Content-Type: application/dicom\r\nContent-Encoding: gzip"),
        ("a file name upwards", "Content-Type: application/dicom\r\nContent-Disposition: attachment; filename=\"../../leadglass-canary\""),
        ("a folded line", "Content-Type: application/dicom;\r\n transfer-syntax=*"),
        ("a line without a colon", "Content-Type application/dicom"),
        ("a line of 70000 characters", $"Content-Type: application/dicom\r\nX: {new string('a', 70_000)}"),
        ("5000 lines", $"Content-Type: application/dicom{string.Concat(Enumerable.Range(0, 5000).Select(static i => $"\r\nX{i}: {i}"))}"),
        ("a null character", "Content-Type: application/di\0com"),
    ];

    public override string Id => "part-headers";

    public override string What => "parts whose headers are missing, doubled, endless, or say another type, place, length or encoding";

    public override IReadOnlyList<string> Because => [];

    public override bool AppliesTo(WrittenRequest request) => request.Body.Any(IsHead);

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var at = random.Pick([.. request.Body.Index().Where(static part => IsHead(part.Item)).Select(static part => part.Index)]);
        var lines = Encoding.Latin1.GetString(request.Body[at].Bytes.Span);
        var (name, headers) = random.Pick(Hazards);
        var head = StowParts.Text($"{lines.Split("\r\n", 2)[0]}\r\n{headers}{(headers.Length > 0 ? Mark : "\r\n")}");
        return new BrokenExchange(exchange.With(place, request with { Body = [.. request.Body.Take(at), head, .. request.Body.Skip(at + 1)] }), $"a part has {name}");
    }

    private static bool IsHead(BodyPart part) => part.Bytes.Span.StartsWith("--"u8) && part.Bytes.Span.EndsWith("\r\n\r\n"u8);
}
