using System.Net;
using System.Text;
using Leadglass.Exposure.External;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.External;

/// <summary>Against a fake on loopback that answers as developer.shodan.io/api describes.</summary>
public sealed class ShodanClientTests
{
    private const string Key = "secret&key";
    private const string Host = """{"ip_str":"192.0.2.10","ports":[104],"data":[{"port":104,"data":"DICOM Server Response","_shodan":{"module":"dicom"}}]}""";

    [Fact]
    public async Task Ask_OneAddress_AsksForTheHost()
    {
        var (sightings, problems, requests) = await AskAsync("192.0.2.10/32", _ => (200, Host));

        Assert.Empty(problems);
        Assert.Equal(["/shodan/host/192.0.2.10?key=secret%26key"], requests);
        Assert.Equal(104, Assert.Single(sightings).Port);
    }

    [Fact]
    public async Task Ask_AddressThatShodanDoesNotKnow_IsNoProblem()
    {
        var (sightings, problems, _) = await AskAsync("192.0.2.10/32", _ => (404, """{"error": "No information available for that IP."}"""));

        Assert.Empty(sightings);
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Ask_Network_ReadsPagesUntilOneIsNotFull()
    {
        var full = Matches(100);
        var (sightings, problems, requests) = await AskAsync("192.0.2.0/24", request => (200, request.Contains("page=1&", StringComparison.Ordinal) && request.Contains("DICOM", StringComparison.Ordinal) ? full : Matches(2)));

        Assert.Empty(problems);
        Assert.Equal(106, sightings.Count);
        Assert.Equal(4, requests.Count);
        Assert.All(requests, request => Assert.Contains("query=net%3A192.0.2.0%2F24%20", request, StringComparison.Ordinal));
        Assert.Contains("&page=2&key=", requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "does not know the key")]
    [InlineData(403, "paid account")]
    [InlineData(429, "wait a minute")]
    [InlineData(302, "answers 302")]
    public async Task Ask_Refused_SaysWhatToDoWithoutTheKey(int status, string words)
    {
        var (sightings, problems, _) = await AskAsync("192.0.2.10/32", _ => (status, """{"error":"x"}"""));

        Assert.Empty(sightings);
        Assert.Contains(words, Assert.Single(problems), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_SecondRequest_WaitsASecond()
    {
        var time = new ManualTime();
        await using var shodan = new FakeShodan(_ => (200, Host));
        var client = new ShodanClient(shodan.Client, Key, time);

        var asking = client.AskAsync([IPNetwork.Parse("192.0.2.10/32"), IPNetwork.Parse("192.0.2.11/32")], TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken).AsTask();
        while (time.Remaining.Count == 0)
            await Task.Yield();

        Assert.Equal([TimeSpan.FromSeconds(1)], time.Remaining);
        Assert.Single(shodan.Requests);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await asking).Count);
        Assert.Equal(2, shodan.Requests.Count);
    }

    private static async Task<(List<Sighting> Sightings, IReadOnlyList<string> Problems, List<string> Requests)> AskAsync(string network, Func<string, (int, string)> answer)
    {
        var time = new ManualTime();
        await using var shodan = new FakeShodan(answer);
        var client = new ShodanClient(shodan.Client, Key, time);
        var asking = client.AskAsync([IPNetwork.Parse(network)], TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken).AsTask();
        while (!asking.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return (await asking, client.Problems, shodan.Requests);
    }

    private static string Matches(int count) =>
        $$"""{"matches":[{{string.Join(',', Enumerable.Range(1, count).Select(i => $$"""{"ip_str":"192.0.2.{{i}}","port":104,"data":"DICOM Server Response"}"""))}}],"total":{{count}}}""";

    private sealed class FakeShodan : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Task _serving;

        public FakeShodan(Func<string, (int Status, string Body)> answer)
        {
            var port = LoopbackPorts.FindFree(1)[0];
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            _listener.Start();
            Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
            _serving = ServeAsync(answer);
        }

        public HttpClient Client { get; }

        public List<string> Requests { get; } = [];

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            _listener.Close();
            await _serving;
        }

        private async Task ServeAsync(Func<string, (int Status, string Body)> answer)
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    Requests.Add(context.Request.RawUrl!);
                    var (status, body) = answer(context.Request.RawUrl!);
                    context.Response.StatusCode = status;
                    context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
