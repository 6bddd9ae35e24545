using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>The watch as a process of its own, beside systems that change.</summary>
public sealed class WatchTests
{
    private static readonly string Leadglass = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact(Orthanc.Programs)]
    public async Task OrthancWhoseQueryPolicyIsLoosened_IsTold()
    {
        using var folder = new TemporaryFolder();
        var closed = await Orthanc.StartAsync(new OrthancOptions { AlwaysAllowFind = false }, Cancellation);
        var (dicom, http) = (closed.Dicom.Port, closed.Http.Port);
        var inventory = folder.Write("assets.yaml", $"systems: [{{name: archive, addresses: [127.0.0.1], product: Orthanc, ports: [{{port: {Text(dicom)}, protocol: dicom}}]}}]");
        await using var watch = ExternalProgram.Start(
            Leadglass, ["watch", "--inventory", inventory, "--every", "10s", "--ports", Text(dicom), "--tls-budget", "0", "--state", folder.File("watch.db"), "--jsonl", folder.File("changes.jsonl")]);
        await watch.WritesAsync("Nothing changed.", Cancellation);

        await closed.DisposeAsync();
        using var storage = new TemporaryFolder();
        await using var open = ExternalProgram.Start(Orthanc.Programs, [storage.Write("orthanc.json", Orthanc.Configuration(new OrthancOptions { AlwaysAllowFind = true }, storage, dicom, http))]);
        await open.ListensAsync(dicom, Cancellation);
        await watch.WritesAsync("PolicyLoosened", Cancellation);
        await watch.WritesAsync("query.study-root", Cancellation);

        var told = (await File.ReadAllLinesAsync(folder.File("changes.jsonl"), Cancellation)).Select(static line => JsonNode.Parse(line)!).ToList();
        Assert.Contains(told, change => $"{change["kind"]}" == "PolicyLoosened" && $"{change["target"]}" == $"127.0.0.1:{Text(dicom)}" && $"{change["severity"]}" == "high");
    }

    [Fact]
    public async Task SecondWatchOfTheSameFile_IsRefused_AndKilledOneLeavesItFree()
    {
        using var folder = new TemporaryFolder();
        var inventory = folder.Write("assets.yaml", $"systems: [{{name: nobody, addresses: [127.0.0.1], ports: [{{port: {Text(LoopbackPorts.FindFree(1)[0])}}}]}}]");
        string[] command = ["watch", "--inventory", inventory, "--every", "1h", "--ports", Text(LoopbackPorts.FindFree(1)[0]), "--state", folder.File("watch.db")];
        await using (var first = ExternalProgram.Start(Leadglass, command))
        {
            await first.WritesAsync("Nothing changed.", Cancellation);
            var second = await Product.RunAsync([.. command, "--once"]);

            Assert.Equal(3, second.ExitCode);
            Assert.Contains("is used by another leadglass watch", second.Errors, StringComparison.Ordinal);
        } // SIGKILL

        Assert.Equal(0, (await Product.RunAsync([.. command, "--once"])).ExitCode);
    }

    [Fact]
    public async Task Change_IsPostedAndSentAndCounted_AndWhoRefusesItIsToldAgain()
    {
        using var folder = new TemporaryFolder();
        var ports = LoopbackPorts.FindFree(4);
        using var always = Listening(ports[0]);
        var inventory = folder.Write("assets.yaml", $"systems: [{{name: device, addresses: [127.0.0.1], ports: [{{port: {Text(ports[0])}}}]}}]");
        await using var repository = ExternalProgram.Start(Leadglass, ["audit", "serve", "--store", folder.File("audit.db"), "--tcp", Text(ports[2]), "--bind", "127.0.0.1"]);
        await repository.ListensAsync(ports[2], Cancellation);
        using var hook = new HttpListener { Prefixes = { $"http://127.0.0.1:{Text(ports[3])}/" } };
        hook.Start();
        var posts = PostsAsync(hook);
        string[] command =
        [
            "watch", "--inventory", inventory, "--once", "--ports", Text(ports[1]), "--state", folder.File("watch.db"), "--prometheus", folder.File("leadglass.prom"),
            "--webhook", $"http://127.0.0.1:{Text(ports[3])}/", "--syslog", $"tcp://127.0.0.1:{Text(ports[2])}",
        ];

        Assert.Equal(0, (await Product.RunAsync(command)).ExitCode);
        using var opened = Listening(ports[1]);
        var refused = await Product.RunAsync(command); // the hook answers 503
        var told = await Product.RunAsync(command);
        hook.Stop();

        Assert.Equal((1, 0), (refused.ExitCode, told.ExitCode));
        Assert.Contains("--webhook: 127.0.0.1", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(["PortOpened", "PortOpened"], (await posts).Select(static post => $"{JsonNode.Parse(post)!["kind"]}"));
        Assert.Contains("leadglass_changes_total{kind=\"PortOpened\"} 1\n", await File.ReadAllTextAsync(folder.File("leadglass.prom"), Cancellation), StringComparison.Ordinal);
        var alerts = await Product.RunAsync("audit", "search", "--store", folder.File("audit.db"), "--event", "110113");
        Assert.Equal(1, alerts.Output.Split('\n').Count(static line => line.Contains("event 110113", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1s", "--every must be at least 10s")]
    [InlineData("soon", "is no time")]
    public async Task Configuration_Wrong_IsSaidAtOnce(string every, string expected)
    {
        using var folder = new TemporaryFolder();
        var result = await Product.RunAsync("watch", "--inventory", folder.Write("assets.yaml", "systems: 1"), "--every", every, "--webhook", "http://192.0.2.1/", "--state", folder.File("watch.db"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
        Assert.Contains("must be a list", result.Errors, StringComparison.Ordinal);
        Assert.Contains("--webhook must be", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("watch.db")));
    }

    /// <summary>A port that accepts connections and closes them.</summary>
    private static TcpListener Listening(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = Task.Run(async () =>
        {
            try
            {
                while (true)
                    (await listener.AcceptTcpClientAsync()).Dispose();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The end of the test.
            }
        });
        return listener;
    }

    /// <summary>What is posted: the first is answered by 503, the others by 204.</summary>
    private static async Task<List<string>> PostsAsync(HttpListener hook)
    {
        var posts = new List<string>();
        try
        {
            while (true)
            {
                var context = await hook.GetContextAsync();
                using (var reader = new StreamReader(context.Request.InputStream))
                    posts.Add(await reader.ReadToEndAsync(Cancellation));
                context.Response.StatusCode = posts.Count == 1 ? 503 : 204;
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            return posts;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
