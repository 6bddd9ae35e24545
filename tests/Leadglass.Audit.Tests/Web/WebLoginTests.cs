using System.Net;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Web;
using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Web;

/// <summary>The pages with users.</summary>
public sealed class WebLoginTests : IAsyncLifetime
{
    private const string Password = "a lead apron and a coffee";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private AuditWebServer _server = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        SqliteAuditStore.Open(_folder.File("audit.db"), AuditStoreMode.Create).Dispose();
        var users = new WebUsers(_folder.File("users"));
        users.Set("privacy", Password);
        users.Set("maría", Password + "!");
        _server = await AuditWebServer.StartAsync(new AuditWebOptions { Endpoint = new IPEndPoint(IPAddress.Loopback, 0), Users = users, Log = new Uri("file:///audit.db"), Time = _time }, Open);
        _client = new HttpClient { BaseAddress = new Uri($"http://localhost:{_server.Endpoint.Port}/") };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("records/1")]
    [InlineData("nothing")]
    public async Task Get_NobodyLoggedIn_ShowsTheLoginAlone(string path)
    {
        var page = await _client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Contains("<h1>Log in</h1>", page, StringComparison.Ordinal);
        Assert.Empty(Recorded());
    }

    [Fact]
    public async Task Post_NobodyLoggedIn_ReadsNothing()
    {
        using var response = await _client.PostAsync(new Uri("records/1", UriKind.Relative), new FormUrlEncodedContent([]), Cancellation);

        Assert.Contains("<h1>Log in</h1>", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(Recorded());
    }

    [Theory]
    [InlineData("privacy", Password)]
    [InlineData("maría", Password + "!")]
    public async Task Login_RightPassword_LeadsToTheSearch_AndIsRecordedUnderTheName(string name, string password)
    {
        using var response = await LoginAsync(name, password);
        var page = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains($"<span>{name}</span>", page, StringComparison.Ordinal);
        Assert.Equal([$"110114 110122 0 {name}@{Environment.MachineName}"], Recorded());
    }

    [Theory]
    [InlineData("privacy", "a lead apron and no coffee", 1)]
    [InlineData("nobody", Password, 1)]
    [InlineData("Privacy", Password, 1)]
    [InlineData("maría", Password, 1)]
    [InlineData("privacy", "", 1)]
    [InlineData("", "", 0)]
    [InlineData("privacy\nmaría", Password, 0)]
    public async Task Login_Wrong_IsRefusedAndRecorded(string name, string password, int records)
    {
        using var response = await LoginAsync(name, password);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(records, Recorded().Count(static line => line.StartsWith("110114 110122 4 ", StringComparison.Ordinal)));
        Assert.Contains("<h1>Log in</h1>", await _client.GetStringAsync(new Uri("", UriKind.Relative), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_AfterFiveFailures_WaitsAMinute()
    {
        for (var failure = 0; failure < 5; failure++)
            Assert.Equal(HttpStatusCode.Forbidden, (await LoginAsync("privacy", "wrong")).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await LoginAsync("privacy", Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await LoginAsync("maría", Password + "!")).StatusCode);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await LoginAsync("privacy", Password)).StatusCode);
    }

    [Fact]
    public async Task Session_AfterAQuarterOfAnHourWithoutARequest_IsOver()
    {
        (await LoginAsync("privacy", Password)).Dispose();
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.True(await IsInAsync());
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.True(await IsInAsync());
        _time.Advance(TimeSpan.FromMinutes(16));
        Assert.False(await IsInAsync());
    }

    [Fact]
    public async Task Session_AfterTenHours_IsOver()
    {
        (await LoginAsync("privacy", Password)).Dispose();
        for (var quarter = 0; quarter < 41; quarter++)
        {
            Assert.Equal(quarter < 41, await IsInAsync());
            _time.Advance(TimeSpan.FromMinutes(14.9));
        }

        Assert.False(await IsInAsync());
    }

    [Fact]
    public async Task Session_UserRemovedOrWithANewPassword_IsOverAtOnce()
    {
        var users = new WebUsers(_folder.File("users"));
        (await LoginAsync("privacy", Password)).Dispose();
        users.Set("privacy", Password + " again");
        Assert.False(await IsInAsync());

        (await LoginAsync("privacy", Password + " again")).Dispose();
        Assert.True(await IsInAsync());
        await File.WriteAllLinesAsync(_folder.File("users"), File.ReadAllLines(_folder.File("users")).Where(static line => !line.StartsWith("privacy", StringComparison.Ordinal)), Cancellation);
        Assert.False(await IsInAsync());
    }

    [Fact]
    public async Task Logout_EndsTheSession_AlsoForWhoKeptItsSecret()
    {
        using var handler = new HttpClientHandler { UseCookies = false };
        using var other = new HttpClient(handler) { BaseAddress = _client.BaseAddress };
        using var login = new HttpRequestMessage(HttpMethod.Post, "login") { Content = Form("privacy", Password) };
        handler.AllowAutoRedirect = false;
        using var answer = await other.SendAsync(login, Cancellation);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        other.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Contains("Who did what?", await other.GetStringAsync(new Uri("", UriKind.Relative), Cancellation), StringComparison.Ordinal);

        using var logout = await other.PostAsync(new Uri("logout", UriKind.Relative), new FormUrlEncodedContent([]), Cancellation);

        Assert.DoesNotContain("Who did what?", await other.GetStringAsync(new Uri("", UriKind.Relative), Cancellation), StringComparison.Ordinal);
        Assert.Equal($"110114 110123 0 privacy@{Environment.MachineName}", Recorded()[^1]);
    }

    [Fact]
    public async Task Reading_IsRecordedUnderTheName()
    {
        (await LoginAsync("privacy", Password)).Dispose();

        await _client.GetStringAsync(new Uri("records/1", UriKind.Relative), Cancellation);

        Assert.Equal($"110101 0 privacy@{Environment.MachineName}", Recorded()[^1]);
    }

    [Theory]
    [InlineData("privacy", "too short", "at least 15 characters")]
    [InlineData("a:b", Password, "letters, digits")]
    [InlineData("", Password, "letters, digits")]
    public void Set_WhatIsNoUser_SaysWhy(string name, string password, string why) => Assert.Contains(why, WebUsers.Objection(name, password), StringComparison.Ordinal);

    [Fact]
    public void Problems_FileThatIsNone_NamesEveryLine()
    {
        Assert.Single(new WebUsers(_folder.File("missing")).Problems());
        Assert.Single(new WebUsers(_folder.Write("empty", "")).Problems());
        Assert.Equal(2, new WebUsers(_folder.Write("bad", "privacy:secret\nx:1000:AAAA:AAAA\n" + File.ReadAllText(_folder.File("users")))).Problems().Count);
        Assert.Empty(new WebUsers(_folder.File("users")).Problems());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("users")));
    }

    private SqliteAuditStore Open() => SqliteAuditStore.Open(_folder.File("audit.db"), AuditStoreMode.Write);

    private async Task<bool> IsInAsync() => (await _client.GetStringAsync(new Uri("", UriKind.Relative), Cancellation)).Contains("Who did what?", StringComparison.Ordinal);

    private Task<HttpResponseMessage> LoginAsync(string name, string password) => _client.PostAsync(new Uri("login", UriKind.Relative), Form(name, password), Cancellation);

    private static FormUrlEncodedContent Form(string name, string password) => new([KeyValuePair.Create("name", name), KeyValuePair.Create("password", password)]);

    /// <summary>What the service has written about itself: codes, outcome and first participant of each message.</summary>
    private List<string> Recorded()
    {
        using var store = Open();
        return [.. store.ReadAll().Select(static stored => stored.Record.Examine().Message!).Select(static message =>
            $"{string.Join(' ', message.Event.TypeCodes.Prepend(message.Event.Id!).Select(static code => code.Code))} {message.Event.OutcomeIndicator} {message.Participants[0].UserId}")];
    }
}
