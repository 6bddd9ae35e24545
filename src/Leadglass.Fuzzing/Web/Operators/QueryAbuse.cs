namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>QIDO-RS matching, ranges, paging and included fields beyond what PS3.18 §8.3.4 and §10.6 allow.</summary>
internal sealed class QueryAbuse : WebOperator
{
    private static readonly (string Name, string Parameter)[] Hazards =
    [
        ("a wildcard in front of a wildcard 500 times", $"PatientName={string.Concat(Enumerable.Repeat("*%3F", 500))}"),
        ("wildcards that can match in many ways", $"StudyDescription={string.Concat(Enumerable.Repeat("*a", 40))}b"),
        ("a range that ends before it begins", "StudyDate=20991231-19000101"),
        ("a range of three dates", "StudyDate=20000101-20000102-20000103"),
        ("a date that is none", "StudyDate=99999999"),
        ("a range without dates", "StudyDate=-"),
        ("a time that is none", "StudyTime=250000.999999999-"),
        ("a negative limit", "limit=-1"),
        ("a limit of 2^63", "limit=9223372036854775808"),
        ("a limit that is no number", "limit=1e3"),
        ("an empty limit", "limit="),
        ("an offset of 2^32", "offset=4294967296"),
        ("a negative offset", "offset=-2147483649"),
        ("two limits", "limit=1&limit=2"),
        ("a field that nobody knows", "includefield=NoSuchKeyword"),
        ("a field with a tag that is too long", "includefield=000800180"),
        ("a path of 200 sequences", $"includefield={string.Join('.', Enumerable.Repeat("00081115", 200))}"),
        ("a private field", "includefield=00091001"),
        ("matching in a sequence 64 deep", $"{string.Join('.', Enumerable.Repeat("00400275", 64))}.00080100=1"),
        ("a tag that is none", "FFFEE000=1"),
        ("a key without a value", "StudyInstanceUID"),
        ("a key without a name", "=1"),
        ("a UID list of 2000", $"StudyInstanceUID={string.Join("%5C", Enumerable.Repeat("2.25.1", 2000))}"),
        ("a UID with letters", "StudyInstanceUID=2.25.x"),
        ("a percent sign alone", "PatientID=%"),
        ("a percent sign and no digits", "PatientID=%zz"),
        ("a null character", "PatientID=LEADGLASS%00FUZZ"),
        ("UTF-8 that is none", "PatientName=%C0%80%FF%FE"),
        ("a surrogate alone", "PatientName=%ED%A0%80"),
        ("line breaks", "PatientName=a%0D%0ALeadglass: b"),
        ("a quote", "PatientName=%27%20OR%20%271%27=%271"),
        ("a format string", "PatientName=%25s%25n%25n%2599999d"),
        ("markup", "PatientName=%3Cscript%3Ealert(1)%3C%2Fscript%3E"),
        ("backslashes", $"PatientName={string.Concat(Enumerable.Repeat("%5C", 400))}"),
        ("a value of 20000 characters", $"PatientName={new string('A', 20_000)}"),
        ("fuzzy matching that is neither true nor false", "fuzzymatching=maybe"),
        ("a thousand fields", string.Join('&', Enumerable.Range(0, 1000).Select(static i => $"includefield=0010{i:X4}"))),
    ];

    public override string Id => "query-abuse";

    public override string What => "a query with wildcards, ranges, paging, fields or encodings that no client should send";

    public override IReadOnlyList<string> Because => ["CVE-2025-14841"];

    public override bool AppliesTo(WrittenRequest request) => request.Method is "GET" or "HEAD" or "OPTIONS";

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var (name, hazard) = random.Pick(Hazards);
        var parts = request.Target.Split('?', 2);
        var parameters = parts.Length == 2 ? parts[1].Split('&').ToList() : [];
        // In the place of one of its name, or at the front, where a limit behind it keeps its meaning.
        var key = hazard.Split('=', 2)[0];
        if (random.OneIn(2))
            parameters.RemoveAll(parameter => parameter.StartsWith(key + "=", StringComparison.Ordinal));
        parameters.Insert(0, hazard);
        return new BrokenExchange(exchange.With(place, request with { Target = $"{parts[0]}?{string.Join('&', parameters)}" }), $"the query has {name}");
    }
}
