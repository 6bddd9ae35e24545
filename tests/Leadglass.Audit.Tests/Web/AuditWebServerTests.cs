using System.Net;
using System.Text;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;
using Leadglass.Audit.Web;
using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Web;

/// <summary>The pages on loopback without users, over a store with every sample.</summary>
public sealed class AuditWebServerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private AuditWebServer _server = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var store = SqliteAuditStore.Open(_folder.File("audit.db"), AuditStoreMode.Create);
        store.Append([.. Sample.Names.Select(name => AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = Sample.Read(name) }, _time.GetUtcNow()))]);
        _server = await AuditWebServer.StartAsync(Options(), Open);
        _client = new HttpClient { BaseAddress = new Uri($"http://localhost:{_server.Endpoint.Port}/") };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pages_BeforeTheReveal_ShowNoPatient_AndAfterItAll()
    {
        using var store = Open();
        var patients = 0;
        foreach (var stored in store.ReadAll().ToList())
        {
            var record = $"records/{stored.Sequence}";
            var hidden = await _client.GetStringAsync(new Uri(record, UriKind.Relative), Cancellation);
            var revealed = await PostAsync(record);
            foreach (var patient in stored.Record.Examine().Message?.Objects.Where(static item => item.TypeCodeRole == "1") ?? [])
            {
                patients++;
                foreach (var value in new[] { patient.Id, patient.Name }.OfType<string>().Select(WebUtility.HtmlEncode))
                {
                    Assert.DoesNotContain(value!, hidden, StringComparison.Ordinal);
                    Assert.Contains(value!, revealed, StringComparison.Ordinal);
                }
            }
        }

        Assert.True(patients > 10);
        var found = await PostAsync("", ("to", "2026-04-01T00:00")); // before what was just recorded
        Assert.Contains(">hidden<", found, StringComparison.Ordinal);
        Assert.All(store.ReadAll().SelectMany(static stored => stored.Record.Values(AuditTermKind.Patient)).Distinct(), patient => Assert.DoesNotContain($">{patient}<", found, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reading_IsRecordedBeforeItHappens()
    {
        await PostAsync("", ("patient", "P4711"));
        await _client.GetStringAsync(new Uri("records/2", UriKind.Relative), Cancellation);
        await PostAsync("records/2");

        using var store = Open();
        var used = store.ReadAll().Where(static stored => stored.Record.Transport == AuditRecord.Own).Select(static stored => stored.Record.Examine()).ToList();
        Assert.Equal(["Searched; patients hidden", "Record 2; patients hidden", "Record 2; patients revealed"], used.Select(static examined => examined.Message!.Event.OutcomeDescription));
        Assert.All(used, static examined =>
        {
            Assert.Equal((AuditVerdict.Standard, "110101"), (examined.Verdict, examined.Message!.Event.Id!.Code));
            Assert.Contains(examined.Message.Participants, static participant => participant.NetworkAccessPointId is "127.0.0.1" or "::1");
        });
    }

    [Theory]
    [InlineData("event", "110106")]
    [InlineData("user", "nobody")]
    [InlineData("outcome", "8")]
    [InlineData("from", "2026-03-04T00:00")]
    [InlineData("to", "2026-03-04T00:00")]
    public async Task Search_ByAField_ShowsWhatTheStoreFinds(string field, string value)
    {
        var form = new SearchForm(new Dictionary<string, string> { [field] = value });
        using var store = Open();
        var expected = store.Search(form.Query(_time.LocalTimeZone, [])).Select(static stored => stored.Sequence).ToList();

        var page = await PostAsync("", (field, value));

        Assert.Equal(expected, Shown(page).Where(number => number <= Sample.Names.Count()));
    }

    [Fact]
    public async Task Search_MoreThanOnePage_LeadsFromPageToPage()
    {
        using var store = Open();
        store.Append([.. Enumerable.Repeat(AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = Sample.Read("14-patient-record") }, _time.GetUtcNow()), 120)]);
        var patient = store.ReadAll().Last().Record.Values(AuditTermKind.Patient).Single();
        var expected = store.Search(new AuditQuery { NewestFirst = true, Terms = [new AuditTerm(AuditTermKind.Patient, patient)] }).Select(static stored => stored.Sequence).ToList();

        var (found, after) = (new List<long>(), "");
        do
        {
            var page = await PostAsync("", ("patient", patient), ("after", after));
            found.AddRange(Shown(page));
            after = page.Split("name=\"after\" value=\"") is [_, var rest] ? rest[..rest.IndexOf('"', StringComparison.Ordinal)] : "";
        }
        while (after.Length > 0);

        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task Pages_HostileMessage_StayText()
    {
        const string Hostile = "\"><script>alert(1)</script>\u202E";
        var message = Encoding.UTF8.GetString(Sample.Read("14-patient-record"));
        var user = AuditValidator.Examine(Sample.Read("14-patient-record")).Message!.Participants[0].UserId;
        using var store = Open();
        store.Append([AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = Encoding.UTF8.GetBytes(message.Replace(user, WebUtility.HtmlEncode(Hostile), StringComparison.Ordinal)) }, _time.GetUtcNow())]);
        var last = store.ReadAll().Last().Sequence;

        foreach (var page in (string[])[await PostAsync("", ("user", Hostile)), await _client.GetStringAsync(new Uri($"records/{last}", UriKind.Relative), Cancellation), await PostAsync($"records/{last}")])
        {
            Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202E', page);
        }

        Assert.Contains("script", await PostAsync($"records/{last}"), StringComparison.Ordinal);
    }

    /// <summary>What a page of somebody else can make a browser on this machine ask for, and what a proxy in front would let through.</summary>
    [Theory]
    [InlineData("Host", "attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("Host", "127.0.0.1.attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("Host", "[::1]", HttpStatusCode.OK)]
    [InlineData("Host", "127.0.0.1:80", HttpStatusCode.OK)]
    [InlineData("X-Forwarded-For", "192.0.2.7", HttpStatusCode.Forbidden)]
    [InlineData("Via", "1.1 proxy", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task Post_WithoutUsers_IsForThisMachineAlone(string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = new FormUrlEncodedContent([]) };
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await _client.SendAsync(request, Cancellation);

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Forbidden)
            Assert.Equal(Sample.Names.Count(), Open().ReadAll().Count());
    }

    [Theory]
    [InlineData("from", "yesterday", HttpStatusCode.BadRequest, "From: write the time as")]
    [InlineData("to", "9999-12-31T23:59", HttpStatusCode.BadRequest, "To: write the time as")]
    [InlineData("after", "9223372036854775807", HttpStatusCode.BadRequest, "no longer there")]
    [InlineData("after", "-1", HttpStatusCode.BadRequest, "no longer there")]
    [InlineData("user", "<b>", HttpStatusCode.OK, "Nothing found.")]
    public async Task Post_Nonsense_IsSaid(string field, string value, HttpStatusCode expected, string words)
    {
        using var response = await _client.PostAsync(new Uri("", UriKind.Relative), Form((field, value)), Cancellation);

        Assert.Equal(expected, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NoForm_OrTooLong_IsRefusedAndTheServiceGoesOn()
    {
        using var text = new StringContent("<xml/>");
        using var noForm = await _client.PostAsync(new Uri("", UriKind.Relative), text, Cancellation);
        using var tooLong = await _client.PostAsync(new Uri("", UriKind.Relative), Form(("user", new string('x', 100_000))), Cancellation);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge), (noForm.StatusCode, tooLong.StatusCode));
        Assert.Contains("Nothing found.", await PostAsync("", ("user", "nobody")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("records/999", HttpStatusCode.NotFound)]
    [InlineData("records/x", HttpStatusCode.NotFound)]
    [InlineData("records/99999999999999999999", HttpStatusCode.NotFound)]
    [InlineData("login", HttpStatusCode.NotFound)]
    [InlineData("../etc/passwd", HttpStatusCode.NotFound)]
    public async Task Get_WhatIsNotThere_IsNotFound(string path, HttpStatusCode expected) =>
        Assert.Equal(expected, (await _client.GetAsync(new Uri(path, UriKind.Relative), Cancellation)).StatusCode);

    [Fact]
    public async Task Get_StoreThatIsLocked_ShowsNothing()
    {
        var opened = 0;
        await using var server = await AuditWebServer.StartAsync(Options(), () => opened++ < 0 ? Open() : throw new IOException("the store is locked by another program"));

        using var response = await _client.GetAsync(new Uri($"http://localhost:{server.Endpoint.Port}/records/2"), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("the store is locked by another program", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BeyondLoopbackWithoutUsers_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => AuditWebServer.StartAsync(Options() with { Endpoint = new IPEndPoint(IPAddress.Any, 0) }, Open));

    [Fact]
    public async Task Answer_Any_IsForNoCacheAndNoFrame()
    {
        using var response = await _client.GetAsync(new Uri("", UriKind.Relative), Cancellation);

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(["DENY"], response.Headers.GetValues("X-Frame-Options"));
        Assert.Contains("default-src 'none'", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private AuditWebOptions Options() => new() { Endpoint = new IPEndPoint(IPAddress.Loopback, 0), Log = new Uri("file:///audit.db"), Time = _time };

    private SqliteAuditStore Open() => SqliteAuditStore.Open(_folder.File("audit.db"), AuditStoreMode.Write);

    private static IEnumerable<long> Shown(string page) => page.Split("href=\"/records/").Skip(1).Select(static rest => long.Parse(rest[..rest.IndexOf('"', StringComparison.Ordinal)]));

    private async Task<string> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), Form(fields), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(static field => KeyValuePair.Create(field.Name, field.Value)));
}
