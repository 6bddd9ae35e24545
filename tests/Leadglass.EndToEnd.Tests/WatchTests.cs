using System.Globalization;
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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
