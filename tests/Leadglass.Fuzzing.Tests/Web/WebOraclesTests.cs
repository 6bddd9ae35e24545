using System.Net;
using System.Text;
using Leadglass.Fuzzing.Triage;
using Leadglass.Fuzzing.Web;

namespace Leadglass.Fuzzing.Tests.Web;

public sealed class WebOraclesTests
{
    private static readonly WebTarget Target = WebTarget.Of(new Uri("http://127.0.0.1:8042/dicom-web"), IPAddress.Loopback);

    private static readonly WrittenRequest Get = new("GET", "{base}/studies/1.2/metadata?limit=1", "HTTP/1.1", ["Host: {host}", "Accept: */*"], []);

    private static readonly WrittenRequest Post =
        new("POST", "{base}/studies", "HTTP/1.1", ["Host: {host}", "Content-Type: application/dicom", "Content-Length: {length}"], [new BodyPart(new byte[200])]);

    private static readonly HttpAnswer Fine = new(200, "", 2, true, default);

    [Fact]
    public void Judge_AnAnswer_IsNoFailure()
    {
        Assert.Null(Judged(Get, ConnectionEnding.Answered, Fine));
        Assert.Null(Judged(Get, ConnectionEnding.Closed, Fine));
        Assert.Null(Judged(Get, ConnectionEnding.Answered, Fine with { Status = 500, Kept = "Internal error"u8.ToArray() }));
    }

    [Fact]
    public void Judge_NoAnswerToASoundRequest_IsTold()
    {
        Assert.Equal("Unanswered no answer after GET /studies/*/metadata", Judged(Get, ConnectionEnding.Silent));
        Assert.Equal("Dropped a closed connection instead of an answer after POST /studies (application/dicom)", Judged(Post, ConnectionEnding.Closed));
        Assert.Equal("Dropped a closed connection instead of an answer after GET /studies/*/metadata", Judged(Get, ConnectionEnding.Reset));
        Assert.Equal("Dropped half an answer after GET /studies/*/metadata", Judged(Get, ConnectionEnding.Closed, Fine with { IsComplete = false }));
    }

    [Theory]
    [InlineData(502, "Dropped no answer behind a proxy (502) after GET /studies/*/metadata")]
    [InlineData(504, "Dropped no answer behind a proxy (504) after GET /studies/*/metadata")]
    // What a busy service may say itself.
    [InlineData(503, null)]
    [InlineData(500, null)]
    public void Judge_AProxyThatGotNoAnswer_IsTold(int status, string? expected) => Assert.Equal(expected, Judged(Get, ConnectionEnding.Answered, Fine with { Status = status }));

    [Theory]
    // A server owes an answer to none of these: it may close, or wait for the rest. RFC 9112 §3.2, §5, §6.
    [InlineData("Host: a b")]
    [InlineData("Host: other.invalid")]
    [InlineData("Host: {host}|Host: {host}")]
    [InlineData("Host: {host}|X : a")]
    [InlineData("Host: {host}|X: a\r\n b")]
    [InlineData("Host: {host}|Content-Length: 5")]
    [InlineData("Host: {host}|Content-Length: -1")]
    [InlineData("Host: {host}|Content-Length: 0|Content-Length: 0")]
    [InlineData("Host: {host}|Transfer-Encoding: chunked")]
    [InlineData("Host: {host}|X: a\0")]
    [InlineData("Host: {host}|X: \u00ff")]
    public void Judge_NoAnswerToAnUnsoundHead_IsNoFailure(string headers)
    {
        Assert.Null(Judged(Get with { Headers = headers.Split('|') }, ConnectionEnding.Closed));
        Assert.Null(Judged(Get with { Headers = headers.Split('|') }, ConnectionEnding.Silent));
    }

    [Theory]
    [InlineData("GET", "{base}/a b", "HTTP/1.1")]
    [InlineData("GET", "{base}/%2", "HTTP/1.1")]
    [InlineData("GET", "{base}/\"", "HTTP/1.1")]
    [InlineData("GET", "studies", "HTTP/1.1")]
    [InlineData("G T", "{base}/", "HTTP/1.1")]
    [InlineData("GET", "{base}/", "HTTP/2.0")]
    public void Judge_NoAnswerToAnUnsoundLine_IsNoFailure(string method, string target, string version) =>
        Assert.Null(Judged(Get with { Method = method, Target = target, Version = version }, ConnectionEnding.Closed));

    [Theory]
    [InlineData(Delivery.HalfClosed)]
    [InlineData(Delivery.Stalled)]
    public void Judge_NoAnswerToAClientThatStops_IsNoFailure(Delivery delivery) =>
        Assert.Null(WebOracles.Judge(new HttpExchange(delivery, [Get]), Target, new WebObservation(ConnectionEnding.Silent, [], 100, true, 0), ServiceHealth.Well));

    [Fact]
    public void Judge_ALargeBodyRefusedWhileItCame_IsNoFailure() =>
        Assert.Null(WebOracles.Judge(new HttpExchange(Delivery.Whole, [Post]), Target, new WebObservation(ConnectionEnding.Reset, [], 500_000, false, 0), ServiceHealth.Well));

    [Fact]
    public void Judge_TheSecondOfTwo_IsNamed()
    {
        var seen = new WebObservation(ConnectionEnding.Silent, [Fine], 100, true, 100);

        Assert.Equal("no answer after GET /studies/*/metadata", WebOracles.Judge(new HttpExchange(Delivery.Whole, [Post, Get]), Target, seen, ServiceHealth.Well)!.Place);
        // After an answer a server may close.
        Assert.Null(WebOracles.Judge(new HttpExchange(Delivery.Whole, [Post, Get]), Target, seen with { Ending = ConnectionEnding.Closed }, ServiceHealth.Well));
    }

    [Fact]
    public void Judge_AProxyInFrontOfAServiceThatCameBack_IsAlwaysTheSameCause()
    {
        var seen = new WebObservation(ConnectionEnding.Answered, [Fine with { Status = 502 }], 100, true, 100);

        Assert.Equal(
            WebOracles.Judge(new HttpExchange(Delivery.Whole, [Get]), Target, seen, ServiceHealth.Well),
            WebOracles.Judge(new HttpExchange(Delivery.Whole, [Get]), Target, seen, ServiceHealth.CameBack));
    }

    [Fact]
    public void Judge_HealthAndFlood_CountForUnsoundRequestsToo()
    {
        var broken = new HttpExchange(Delivery.Stalled, [Get]);
        var seen = new WebObservation(ConnectionEnding.Closed, [], 100, true, 0);

        Assert.Equal((FailureKind.Quit, "the service is gone after GET /studies/*/metadata"), Told(WebOracles.Judge(broken, Target, seen, ServiceHealth.Gone)));
        Assert.Equal((FailureKind.Quit, "the service went away and came back after GET /studies/*/metadata"), Told(WebOracles.Judge(broken, Target, seen, ServiceHealth.CameBack)));
        Assert.Equal((FailureKind.Flood, "more than 16 MiB of answers after GET /studies/*/metadata"), Told(WebOracles.Judge(broken, Target, seen with { Ending = ConnectionEnding.Flooded }, ServiceHealth.Well)));

        static (FailureKind, string) Told(Failure? failure) => (failure!.Kind, failure.Place);
    }

    [Theory]
    // As .NET, Java, Python, Node, PHP, Go and Ruby write them.
    [InlineData("   at Dicom.Web.Qido.Search(String key) in /src/Qido.cs:line 42", "a stack, Dicom.Web.Qido.Search(String key)")]
    [InlineData("java.lang.NullPointerException\n\tat org.example.Qido.search(Qido.java:17)\n\tat x.Y.z(Z.java:1)", "a stack, org.example.Qido.search(Qido.java:0)")]
    [InlineData("Traceback (most recent call last):\n  File \"/app/qido.py\", line 9, in search", "a stack, File \"/app/qido.py\", line 0")]
    [InlineData("    at search (/app/qido.js:3:14)", "a stack, search (/app/qido.js:0:0)")]
    [InlineData("#0 /var/www/qido.php(12): search()", "a stack, #0 /var/www/qido.php(0)")]
    [InlineData("goroutine 17 [running]:", "a stack, goroutine 0 [running]")]
    [InlineData("/app/lib/qido.rb:12:in `search'", "a stack, /app/lib/qido.rb:0:in ")]
    [InlineData("cannot open /var/lib/orthanc/db-v6/ab/cd", "a path, /var/lib/orthanc/db-v0/ab/cd")]
    [InlineData("cannot open C:\\PACS\\store\\1.dcm", "a path, C:\\PACS\\store\\0.dcm")]
    // Words of an error, an address, and what Orthanc says (1.10.1, observed).
    [InlineData("Bad request at line 3 (column 4)", null)]
    [InlineData("see https://www.example.org/usr/share/doc/x", null)]
    [InlineData("{\n   \"HttpError\" : \"Bad Request\",\n   \"OrthancError\" : \"Bad file format\",\n   \"Uri\" : \"/dicom-web/studies\"\n}", null)]
    public void Disclosure_OfAStackOrAPath_IsSeen(string body, string? expected) =>
        Assert.Equal(expected, Disclosure.In(Encoding.Latin1.GetBytes(body), "GET /studies HTTP/1.1"u8));

    [Fact]
    public void Disclosure_OfWhatWeSent_IsNone()
    {
        Assert.Null(Disclosure.In("no such file: /tmp/leadglass/canary"u8, "GET /x?a=%2Ftmp%2Fleadglass/canary HTTP/1.1"u8));
        Assert.NotNull(Disclosure.In("no such file: /tmp/leadglass/canary"u8, "GET /x HTTP/1.1"u8));
    }

    private static string? Judged(WrittenRequest request, ConnectionEnding ending, params HttpAnswer[] answers) =>
        WebOracles.Judge(new HttpExchange(Delivery.Whole, [request]), Target, new WebObservation(ending, answers, 100, true, 0), ServiceHealth.Well) is { } failure ? $"{failure.Kind} {failure.Place}" : null;
}
