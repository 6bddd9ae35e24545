namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>What a client says that it accepts. Source: PS3.18 §8.7, RFC 9110 §12.5.</summary>
internal sealed class AcceptNegotiation : WebOperator
{
    private static readonly (string Name, string Line)[] Hazards =
    [
        ("no media type", "Accept:"),
        ("a media type without subtype", "Accept: application"),
        ("a slash", "Accept: /"),
        ("multipart without a type", "Accept: multipart/related"),
        ("multipart of multipart", "Accept: multipart/related; type=\"multipart/related\""),
        ("a type that nobody knows", "Accept: application/x-leadglass"),
        ("a quote without end", "Accept: multipart/related; type=\"application/dicom"),
        ("a quality of 2", "Accept: application/dicom+json;q=2"),
        ("a quality that is no number", "Accept: application/dicom+json;q=1e999"),
        ("only what is excluded", "Accept: */*;q=0"),
        ("2000 media types", $"Accept: {string.Join(',', Enumerable.Range(0, 2000).Select(static i => $"image/x{i};q=0.1"))}"),
        ("2000 parameters", $"Accept: image/jpeg{string.Concat(Enumerable.Range(0, 2000).Select(static i => $";p{i}=1"))}"),
        ("a transfer syntax that is none", "Accept: multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.4.99999"),
        ("a transfer syntax of 5000 characters", $"Accept: multipart/related; type=\"application/dicom\"; transfer-syntax={new string('1', 5000)}"),
        ("JPEG 2000", "Accept: multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.4.90"),
        ("deflated explicit VR", "Accept: multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.1.99"),
        ("video", "Accept: video/mp4"),
        ("pixels where metadata are asked for", "Accept: image/jpeg"),
        ("metadata where pixels are asked for", "Accept: application/dicom+json"),
        ("an answer in a charset that is none", "Accept-Charset: leadglass, utf-7;q=0.9"),
        ("gzip", "Accept-Encoding: gzip, deflate, br"),
        ("no encoding at all", "Accept-Encoding: identity;q=0, *;q=0"),
        ("a range behind the end", "Range: bytes=99999999999999999999-"),
        ("1000 ranges", $"Range: bytes={string.Join(',', Enumerable.Range(0, 1000).Select(static i => $"{i}-{i}"))}"),
        ("a range backwards", "Range: bytes=5-1"),
        ("a range from the end", "Range: bytes=-9223372036854775808"),
    ];

    public override string Id => "accept-negotiation";

    public override string What => "media types, transfer syntaxes, encodings and ranges that cannot be met, or are none";

    public override IReadOnlyList<string> Because => [];

    public override bool AppliesTo(WrittenRequest request) => request.Header("Accept") is not null;

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var (name, line) = random.Pick(Hazards);
        var header = line.Split(':', 2)[0];
        return new BrokenExchange(exchange.With(place, exchange.Requests[place].WithHeader(header, line)), $"{header} has {name}");
    }
}
