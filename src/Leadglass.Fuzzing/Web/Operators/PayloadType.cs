namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>A message whose type is not that of its content.</summary>
internal sealed class PayloadType : WebOperator
{
    private static readonly string[] Types =
    [
        "application/dicom", "application/dicom+json", "application/dicom+xml", "application/json", "text/plain", "application/x-www-form-urlencoded", "application/octet-stream",
        "application/zip", "multipart/related; type=\"application/dicom+json\"; boundary=leadglass-part", "multipart/related; type=\"application/dicom+xml\"; boundary=leadglass-part",
        "multipart/related; type=\"application/dicom\"; boundary=leadglass-part", "multipart/mixed; boundary=leadglass-part", "", "/", "application/dicom; charset=\u00ff",
    ];

    public override string Id => "payload-type";

    public override string What => "a body whose media type is another one, or none";

    public override IReadOnlyList<string> Because => [];

    public override bool AppliesTo(WrittenRequest request) => request.Header("Content-Type") is not null;

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var type = random.Pick(Types);
        // A single part without its envelope, too: servers that take one do not look for a boundary.
        var bare = random.OneIn(3) && request.Body.Count > 2;
        var changed = request.WithHeader("Content-Type", $"Content-Type: {type}") with { Body = bare ? [request.Body[1]] : request.Body };
        return new BrokenExchange(exchange.With(place, changed), $"the media type is '{type}'{(bare ? ", of one part without its envelope" : "")}");
    }
}
