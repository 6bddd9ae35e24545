using System.Globalization;

namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>Paths whose UIDs are none: upwards, encoded, endless.</summary>
internal sealed class PathHazard : WebOperator
{
    private static readonly (string Name, string Segment)[] Hazards =
    [
        ("a path upwards", ".."),
        ("an encoded path upwards", "%2e%2e%2f%2e%2e%2fleadglass-canary"),
        ("a path upwards, encoded twice", "%252e%252e%252fleadglass-canary"),
        ("a path upwards with backslashes", "..%5C..%5Cleadglass-canary"),
        ("an overlong encoding of a slash", "..%c0%af..%c0%afleadglass-canary"),
        ("a null character", "2.25.1%00.dcm"),
        ("nothing", ""),
        ("a blank", "%20"),
        ("a UID of 65 characters", "2.25." + new string('1', 60)),
        ("a UID of 10000 characters", string.Join('.', Enumerable.Repeat("1", 5000))),
        ("a UID with a leading zero", "2.25.007"),
        ("a UID with letters", "2.25.abc"),
        ("a UID that ends with a dot", "2.25.1."),
        ("a wildcard", "*"),
        ("a minus sign", "-1"),
        ("a frame list of 5000", string.Join(',', Enumerable.Range(1, 5000))),
        ("a frame number of 2^32", "4294967297"),
        ("frame zero", "0"),
        ("half a percent encoding", "%2"),
        ("line breaks", "2.25.1%0d%0aLeadglass:%201"),
        ("parameters", "2.25.1;a=b;c"),
        ("letters of another script", "%E8%A9%A6%E9%A8%93"),
        ("bytes over 127", "\u00ff\u00fe\u0080"),
        ("a quote", "'%20OR%201=1"),
        ("a fragment", "#a"),
    ];

    public override string Id => "path-hazard";

    public override string What => "a path with UIDs that are none: upwards, percent-encoded, endless, empty";

    public override IReadOnlyList<string> Because => ["CVE-2023-33466", "CVE-2022-2119", "CVE-2026-32711", "CVE-2026-56445"];

    public override bool AppliesTo(WrittenRequest request) => request.Target.StartsWith(WrittenRequest.Base, StringComparison.Ordinal);

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var parts = request.Target.Split('?', 2);
        var segments = parts[0][WrittenRequest.Base.Length..].Split('/').ToList();
        var (name, hazard) = random.Pick(Hazards);
        switch (random.Below(8))
        {
            case 0:
                segments.Add(hazard);
                break;
            case 1:
                (name, segments) = ("4000 slashes", [.. segments, .. Enumerable.Repeat("", 4000)]);
                break;
            case 2:
                (name, segments) = ("its levels 300 times", [.. Enumerable.Repeat(segments, 300).SelectMany(static level => level)]);
                break;
            default:
                // The first one is empty: the slash behind the base.
                segments[segments.Count > 1 ? 1 + random.Below(segments.Count - 1) : 0] = hazard;
                break;
        }
        var path = string.Join('/', segments);
        if (random.OneIn(16))
            (name, path) = ($"{name}, every character encoded", string.Concat(path.Take(2000).Select(static c => c == '/' ? "/" : string.Create(CultureInfo.InvariantCulture, $"%{(int)c:X2}"))));
        var target = string.Join('?', [WrittenRequest.Base + path, .. parts.Skip(1)]);
        return new BrokenExchange(exchange.With(place, request with { Target = target }), $"the path has {name}");
    }
}
