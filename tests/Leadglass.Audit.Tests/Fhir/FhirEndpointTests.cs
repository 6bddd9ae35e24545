using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Leadglass.Audit.Fhir;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Tests.Storage;
using Leadglass.Audit.Validation;
using Leadglass.Audit.Web;

namespace Leadglass.Audit.Tests.Fhir;

/// <summary>The repository as clients of FHIR see it, over HTTP on loopback.</summary>
public sealed class FhirEndpointTests : IAsyncLifetime
{
    private const string Day = "date=ge2026-03-04&date=le2026-03-04";

    private readonly StoreHome _home = StoreHome.Sqlite();
    private AuditWebServer _server = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _home.Open().Dispose();
        _server = await StartAsync(null);
        _client = Client(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task Post_AuditEvent_IsStoredAsItCameAndFoundByItsPatient()
    {
        var resource = Resource("06-instances-accessed").Replace("{\"resourceType\"", "{ \"meta\": {\"profile\":[\"http://example.org/p\"]}, \"resourceType\"", StringComparison.Ordinal);

        using var posted = await PostAsync("AuditEvent", resource);
        var found = await SearchAsync($"{Day}&patient.identifier=PID-1");

        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        Assert.EndsWith("/fhir/AuditEvent/1", $"{posted.Headers.Location}", StringComparison.Ordinal);
        var record = Records()[0];
        Assert.Equal((resource, AuditRecord.Fhir, AuditVerdict.Dialect), (Encoding.UTF8.GetString(record.Octets.Span), record.Transport, record.Verdict));
        Assert.StartsWith("127.0.0.1:", record.Remote, StringComparison.Ordinal);
        var entry = Assert.Single(found["entry"]!.AsArray())!;
        Assert.Equal("1", (string)entry["resource"]!["id"]!);
        Assert.Equal("http://example.org/p", (string)entry["resource"]!["meta"]!["profile"]![0]!); // fields that DICOM has no place for come back
        Assert.Equal(posted.Headers.Location!.ToString(), (string)entry["fullUrl"]!);
        Assert.Equal("match", (string)entry["search"]!["mode"]!);
    }

    [Fact]
    public async Task Get_LocationOfAPost_IsTheResource()
    {
        using var posted = await PostAsync("AuditEvent", Resource("12-user-login"));

        var resource = await GetAsync($"{posted.Headers.Location}", HttpStatusCode.OK);

        Assert.Equal(("AuditEvent", "1", "110114"), ((string)resource["resourceType"]!, (string)resource["id"]!, (string)resource["type"]!["code"]!));
    }

    [Fact]
    public async Task Post_EventThatBreaksItsTable_IsStoredAsWrongWithAWarning()
    {
        using var posted = await PostAsync("AuditEvent", Resource("n14-wrong-action"));

        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        Assert.Equal("warning", (string)(await JsonAsync(posted))["issue"]![0]!["severity"]!);
        Assert.Equal(AuditVerdict.Wrong, Records()[0].Verdict);
    }

    [Theory]
    [InlineData("{\"resourceType\":\"Patient\"}", "application/fhir+json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"resourceType\":\"AuditEvent\"}", "application/json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{", "application/fhir+json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("<AuditMessage/>", "application/fhir+json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("", "application/fhir+json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("<AuditEvent/>", "application/fhir+xml", HttpStatusCode.UnsupportedMediaType)]
    public async Task Post_SomethingElse_IsRefusedWithAReasonAndNotStored(string body, string type, HttpStatusCode status)
    {
        using var posted = await PostAsync("AuditEvent", body, type);

        Assert.Equal(status, posted.StatusCode);
        Assert.Equal("OperationOutcome", (string)(await JsonAsync(posted))["resourceType"]!);
        Assert.Empty(Records());
    }

    [Fact]
    public async Task Post_MoreThanIsRead_IsRefused()
    {
        // The client waits for the word to go on: otherwise it writes into a connection that is closed, and sees no answer.
        using var request = new HttpRequestMessage(HttpMethod.Post, "fhir/AuditEvent") { Content = new StringContent(new string(' ', 5_000_000), Encoding.UTF8, "application/fhir+json") };
        request.Headers.ExpectContinue = true;
        using var posted = await _client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, posted.StatusCode);
        Assert.Empty(Records());
    }

    [Fact]
    public async Task PostBundle_TransactionWithOneThatIsNone_StoresNothing()
    {
        using var posted = await PostAsync("", Bundle("transaction", Resource("12-user-login"), "{\"resourceType\":\"Patient\"}"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, posted.StatusCode);
        Assert.Empty(Records());
    }

    [Fact]
    public async Task PostBundle_Batch_StoresWhatItCanAndSaysWhere()
    {
        using var posted = await PostAsync("", Bundle("batch", Resource("12-user-login"), "{\"resourceType\":\"Patient\"}", Resource("14-patient-record")));

        var answer = await JsonAsync(posted);
        Assert.Equal((HttpStatusCode.OK, "batch-response"), (posted.StatusCode, (string)answer["type"]!));
        Assert.Equal(["201 Created", "422 Unprocessable Entity", "201 Created"], answer["entry"]!.AsArray().Select(static entry => (string)entry!["response"]!["status"]!));
        Assert.Equal("AuditEvent/2", (string)answer["entry"]![2]!["response"]!["location"]!);
        Assert.Equal([Resource("12-user-login"), Resource("14-patient-record")], Records().Select(static record => Encoding.UTF8.GetString(record.Octets.Span)));
    }

    [Fact]
    public async Task Search_PageByPage_FindsEachOnceAndRecordsEveryReading()
    {
        Store("01-application-start", "12-user-login", "14-patient-record", "n17-xxe", "04-data-export-usb");
        var (found, address) = (new List<string>(), $"fhir/AuditEvent?{Day}&source.identifier=pacs1.example.org&_count=2");
        for (string? next = address; next is not null;)
        {
            var page = await GetAsync(next, HttpStatusCode.OK);
            found.AddRange(Entries(page).Select(static entry => (string)entry["resource"]!["id"]!));
            next = page["link"]!.AsArray().Where(static link => (string)link!["relation"]! == "next").Select(static link => (string)link!["url"]!).SingleOrDefault();
        }

        Assert.Equal(["1", "2", "3", "5"], found);
        var readings = Records().Skip(5).ToList();
        Assert.Equal(2, readings.Count);
        Assert.All(readings, static reading => Assert.Equal((AuditRecord.Own, "110101"), (reading.Transport, reading.Values(AuditTermKind.Event).Single())));
    }

    [Fact]
    public async Task Search_NewestFirst_IsInThatOrderAndCounted()
    {
        Store("01-application-start", "12-user-login");

        var page = await SearchAsync($"{Day}&_sort=-date");

        Assert.Equal(["2", "1"], Entries(page).Select(static entry => (string)entry["resource"]!["id"]!));
        Assert.Equal(("searchset", 2), ((string)page["type"]!, (int)page["total"]!));
        Assert.EndsWith("/fhir/AuditEvent?date=ge2026-03-04&date=le2026-03-04&_sort=-date", (string)page["link"]![0]!["url"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_OlderName_IsAnsweredWithAWarningInTheBundle()
    {
        Store("12-user-login", "04-data-export-usb");

        var page = await SearchAsync($"{Day}&identity=1.2.3.4.5.6");

        Assert.Equal(["AuditEvent", "OperationOutcome"], Entries(page).Select(static entry => (string)entry["resource"]!["resourceType"]!));
        Assert.Equal("outcome", (string)Entries(page).Last()["search"]!["mode"]!);
        Assert.Equal(1, (int)page["total"]!);
    }

    [Theory]
    [InlineData("AuditEvent", HttpStatusCode.BadRequest)] // ITI-81 wants a date
    [InlineData($"AuditEvent?{Day}&nonsense=1", HttpStatusCode.BadRequest)]
    [InlineData($"AuditEvent?{Day}&_after=77", HttpStatusCode.Gone)]
    [InlineData($"AuditEvent?{Day}&_format=xml", HttpStatusCode.NotAcceptable)]
    [InlineData("AuditEvent/77", HttpStatusCode.NotFound)]
    [InlineData("AuditEvent/x", HttpStatusCode.NotFound)]
    [InlineData("Patient", HttpStatusCode.NotFound)]
    public async Task Get_WhatCannotBeAnswered_SaysWhy(string address, HttpStatusCode status) =>
        Assert.Equal("error", (string)(await GetAsync($"fhir/{address}", status))["issue"]![0]!["severity"]!);

    [Fact]
    public async Task Search_Posted_IsTheSame()
    {
        Store("04-data-export-usb");
        using var content = new FormUrlEncodedContent([new("date", "2026-03-04"), new("patient.identifier", "PID-1")]);

        using var answer = await _client.PostAsync("fhir/AuditEvent/_search", content, Cancellation);

        Assert.Single(Entries(await JsonAsync(answer)));
    }

    [Fact]
    public async Task Put_Anything_IsNotAllowed()
    {
        using var answer = await _client.PutAsync("fhir/AuditEvent/1", new StringContent("{}"), Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Search_WhenNothingCanBeRecorded_ShowsNothing()
    {
        Store("04-data-export-usb");
        using var held = _home.Hold();

        var answer = await GetAsync($"fhir/AuditEvent?{Day}", HttpStatusCode.ServiceUnavailable);

        Assert.Equal("transient", (string)answer["issue"]![0]!["code"]!);
    }

    [Fact]
    public async Task Metadata_SaysWhatIsServed()
    {
        var statement = await GetAsync("fhir/metadata", HttpStatusCode.OK);

        Assert.Equal(("CapabilityStatement", "4.0.1"), ((string)statement["resourceType"]!, (string)statement["fhirVersion"]!));
        Assert.Equal(["read", "create", "search-type"], statement["rest"]![0]!["resource"]![0]!["interaction"]!.AsArray().Select(static interaction => (string)interaction!["code"]!));
    }

    [Fact]
    public async Task Search_WithUsers_NeedsOneAndRecordsTheName()
    {
        var users = new WebUsers(Path.Combine(_home.Folder, "users"));
        users.Set("smith", "correct horse battery");
        await using var server = await StartAsync(users);
        using var client = Client(server);

        using var without = await client.GetAsync($"fhir/AuditEvent?{Day}", Cancellation);
        client.DefaultRequestHeaders.Authorization = Basic("smith:wrong");
        using var wrong = await client.GetAsync($"fhir/AuditEvent?{Day}", Cancellation);
        client.DefaultRequestHeaders.Authorization = Basic("smith:correct horse battery");
        using var right = await client.GetAsync($"fhir/AuditEvent?{Day}", Cancellation);
        using var again = await client.GetAsync($"fhir/AuditEvent?{Day}", Cancellation);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK], [without.StatusCode, wrong.StatusCode, right.StatusCode, again.StatusCode]);
        Assert.Equal("Basic", without.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(["110114 4", "110114 0", "110101 0", "110101 0"], Records().Select(static record => $"{record.Values(AuditTermKind.Event).First()} {record.Values(AuditTermKind.Outcome).Single()}"));
        Assert.All(Records(), static record => Assert.Contains(record.Values(AuditTermKind.User), static user => user.StartsWith("smith@", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Chain_AfterAFeed_Holds()
    {
        using var posted = await PostAsync("", Bundle("transaction", Resource("12-user-login"), Resource("14-patient-record")));
        using var store = _home.Open(AuditStoreMode.Read);

        Assert.Null(HashChain.Verify(store.ReadAll(), []).Break);
    }

    private static string Resource(string sample) => Encoding.UTF8.GetString(AuditEventWriter.Write(AuditValidator.Examine(Sample.Read(sample)).Message!, oneLine: true));

    private static string Bundle(string type, params string[] resources)
    {
        var entries = resources.Select(static resource => $"{{\"resource\":{resource},\"request\":{{\"method\":\"POST\",\"url\":\"AuditEvent\"}}}}");
        return $"{{\"resourceType\":\"Bundle\",\"type\":\"{type}\",\"entry\":[{string.Join(',', entries)}]}}";
    }

    private static AuthenticationHeaderValue Basic(string credentials) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));

    private static IEnumerable<JsonNode> Entries(JsonNode bundle) => (bundle["entry"]?.AsArray() ?? []).OfType<JsonNode>();

    private static HttpClient Client(AuditWebServer server) => new() { BaseAddress = new Uri($"http://127.0.0.1:{server.Endpoint.Port}/") };

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/fhir+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
    }

    private Task<AuditWebServer> StartAsync(WebUsers? users) => AuditWebServer.StartAsync(
        new AuditWebOptions { Endpoint = new IPEndPoint(IPAddress.Loopback, 0), Users = users, Log = new Uri("file:///audit.db") }, () => _home.Open(AuditStoreMode.Write));

    private Task<HttpResponseMessage> PostAsync(string path, string body, string type = "application/fhir+json") =>
        _client.PostAsync($"fhir/{path}", new StringContent(body, Encoding.UTF8, type), Cancellation);

    private Task<JsonNode> SearchAsync(string parameters) => GetAsync($"fhir/AuditEvent?{parameters}", HttpStatusCode.OK);

    private async Task<JsonNode> GetAsync(string address, HttpStatusCode status)
    {
        using var answer = await _client.GetAsync(address, Cancellation);
        Assert.Equal(status, answer.StatusCode);
        return await JsonAsync(answer);
    }

    private void Store(params string[] samples)
    {
        using var store = _home.Open();
        store.Append([.. samples.Select(static name => AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = Sample.Read(name) }, new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero)))]);
    }

    private List<AuditRecord> Records()
    {
        using var store = _home.Open(AuditStoreMode.Read);
        return [.. store.ReadAll().Select(static stored => stored.Record)];
    }
}
