using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;
using Leadglass.Fuzzing.Web;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Web;

/// <summary>Campaigns against a service with a planted bug of each kind.</summary>
public sealed class WebCampaignTests : IDisposable
{
    // Long enough for a busy machine. What is never answered costs all of it.
    private static readonly ExecutionLimits Limits = new() { Wall = TimeSpan.FromSeconds(3), AddressSpace = false };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_PlantedBugs_AreAllFoundMinimisedAndExplained()
    {
        await using var service = new PlantedService();
        var (state, folder) = await RunAsync(service, 800);

        Assert.Empty(state.UnhealthySeeds);
        Assert.Equal([FailureKind.Unanswered, FailureKind.Dropped, FailureKind.Flood, FailureKind.Disclosure], state.Defects.Select(static defect => defect.Kind).Distinct().Order());
        Assert.Equal(3, state.Defects.First(static defect => defect.Kind == FailureKind.Dropped).Reproduced);
        var shown = state.Defects.First(static defect => defect.Kind == FailureKind.Disclosure);
        Assert.Contains("Practice.Web.Qido.Flag", shown.Site, StringComparison.Ordinal);
        Assert.Contains("fuzzy matching that is neither true nor false", shown.Explanation, StringComparison.Ordinal);

        // Of the request that shows it nothing is left but what the bug looks at.
        var reproducer = await File.ReadAllTextAsync(folder.ReproducerOf(shown), TestContext.Current.CancellationToken);
        Assert.Contains("fuzzymatching=maybe", reproducer, StringComparison.Ordinal);
        Assert.DoesNotContain("header", reproducer, StringComparison.Ordinal);
        Assert.DoesNotContain("includefield", reproducer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ServiceThatDies_EndsTheCampaignWithTheCaseThatDidIt()
    {
        await using var service = new PlantedService { Dies = true };
        var (state, folder) = await RunAsync(service, 800);

        var gone = Assert.Single(state.Defects, static defect => defect.Kind == FailureKind.Quit);
        Assert.InRange(state.Cases, 1, 799);
        Assert.Contains("gone", state.Interruption, StringComparison.Ordinal);
        Assert.Contains("%2e%2e%2f", await File.ReadAllTextAsync(folder.ReproducerOf(gone), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithoutLeaveToStore_SendsNothingThatStores()
    {
        await using var service = new PlantedService();
        await RunAsync(service, 300);

        Assert.DoesNotContain(service.Heads, static head => head.StartsWith("POST", StringComparison.OrdinalIgnoreCase) || head.StartsWith("PUT", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Run_AnExchangeThatStoresOrDeletes_IsRefusedByTheExecutor()
    {
        await using var service = new PlantedService();
        using var executor = new WebExecutor(TargetOf(service), new WebOptions(), Limits, TimeProvider.System);

        var store = await executor.RunAsync("leadglass-http 1\nmethod POST\ntarget {base}/studies\nversion HTTP/1.1"u8.ToArray(), TestContext.Current.CancellationToken);
        var delete = await executor.RunAsync("leadglass-http 1\nmethod DELETE\ntarget {base}/studies\nversion HTTP/1.1"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal((RunEnding.NotStarted, "it would store: allow it with --store"), (store.Ending, store.Errors));
        Assert.Equal((RunEnding.NotStarted, "it would delete: that is never sent"), (delete.Ending, delete.Errors));
        Assert.Empty(service.Heads);
    }

    [Fact]
    public async Task Run_TheSameExchangeTwice_IsAboutTwoObjects()
    {
        await using var service = new PlantedService();
        using var executor = new WebExecutor(TargetOf(service), new WebOptions(), Limits, TimeProvider.System);
        var exchange = "leadglass-http 1\nmethod GET\ntarget {base}/2.25.201822377120918176539215812920479923740\nversion HTTP/1.1\nheader Host: {host}"u8.ToArray();

        await executor.RunAsync(exchange, TestContext.Current.CancellationToken);
        await executor.RunAsync(exchange, TestContext.Current.CancellationToken);

        var uids = service.Heads.Select(static head => head.Split(' ')[1]).Where(static path => !path.Contains('?', StringComparison.Ordinal)).ToList();
        Assert.Equal(2, uids.Distinct().Count());
        Assert.All(uids, static uid => Assert.Matches(@"^/2\.25\.201822377120918176539215812[0-9]{12}$", uid));
    }

    [Theory]
    [InlineData("stow-json.http", null)]
    [InlineData("stow-xml.http", "an object that was there before is another one, or gone after POST /studies (application/dicom+xml)")]
    public async Task Run_AnExchangeThatSpoilsWhatWasThere_IsTold(string seed, string? expected)
    {
        await using var service = new PlantedService();
        using var executor = new WebExecutor(TargetOf(service), new WebOptions { Stores = true }, Limits, TimeProvider.System);
        var bytes = WebSeeds.All(stores: true).Single(candidate => candidate.Name == seed).Bytes;

        var first = await executor.RunAsync(bytes, TestContext.Current.CancellationToken);
        var second = await executor.RunAsync(bytes, TestContext.Current.CancellationToken);

        // The second time as well: it was stored again in between.
        Assert.Equal((expected, expected), (first.Failure?.Place, second.Failure?.Place));
        Assert.Contains(WebExecutor.Controlled, first.Features);
    }

    [Fact]
    public async Task Run_ServiceThatHandsNothingOut_ClaimsNothingAboutWhatWasThere()
    {
        await using var service = new PlantedService { Forgets = true };
        using var executor = new WebExecutor(TargetOf(service), new WebOptions { Stores = true }, Limits, TimeProvider.System);

        var run = await executor.RunAsync(WebSeeds.All(stores: true).Single(static seed => seed.Name == "stow-xml.http").Bytes, TestContext.Current.CancellationToken);

        Assert.Null(run.Failure);
        Assert.DoesNotContain(WebExecutor.Controlled, run.Features);
    }

    [Fact]
    public async Task Run_NobodyListens_IsNotStarted()
    {
        var service = new PlantedService();
        await service.DisposeAsync();
        using var executor = new WebExecutor(TargetOf(service), new WebOptions(), Limits, TimeProvider.System);

        var run = await executor.RunAsync(WebSeeds.All(stores: false)[0].Bytes, TestContext.Current.CancellationToken);

        Assert.Equal((RunEnding.NotStarted, $"http://{service.EndPoint} does not answer in HTTP (refused)"), (run.Ending, run.Errors));
    }

    [Fact]
    public async Task Run_AServerOfOursThatEndsAtOnce_IsNotStartedAndSaysWhy()
    {
        var service = new PlantedService();
        await service.DisposeAsync();
        var server = new CommandTarget("/bin/sh", ["-c", "echo no configuration >&2; exit 3"]);
        using var executor = new WebExecutor(TargetOf(service), new WebOptions { Server = server }, Limits, TimeProvider.System);

        var run = await executor.RunAsync(WebSeeds.All(stores: false)[0].Bytes, TestContext.Current.CancellationToken);

        Assert.Equal((RunEnding.NotStarted, "the server ended with 3: no configuration"), (run.Ending, run.Errors));
    }

    [Fact]
    public async Task Run_AServerOfOursThatDies_IsJudgedByItsLastWords()
    {
        using var folder = new TemporaryFolder();
        var end = folder.File("end");
        await using var service = new PlantedService { Dies = true, Dying = () => File.WriteAllText(end, "") };
        // The process stands for the service: it ends as the listener does.
        var server = new CommandTarget("/bin/sh", ["-c", $"while [ ! -e '{end}' ]; do sleep 0.01; done; rm '{end}'; kill -SEGV $$"]);
        using var executor = new WebExecutor(TargetOf(service), new WebOptions { Server = server }, Limits, TimeProvider.System);
        var running = executor.RunAsync("leadglass-http 1\nmethod GET\ntarget {base}/%2e%2e%2f\nversion HTTP/1.1\nheader Host: {host}"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal("SIGSEGV after GET /*", FailureReader.Read(await running, [])?.Place);
    }

    private async Task<(CampaignState State, CampaignFolder Folder)> RunAsync(PlantedService service, long cases)
    {
        var options = new CampaignOptions
        {
            Target = new CampaignTarget(TargetKind.Web, "http://planted/", [], ""),
            Seeds = WebSeeds.All(stores: false),
            Cases = cases,
            Limits = Limits,
            MinimizeBudget = 60,
        };
        var folder = new CampaignFolder(_folder.File("campaign"));
        using var campaign = new FuzzCampaign(
            options, new WebCases(1, options.Seeds, stores: false), limits => new WebExecutor(TargetOf(service), new WebOptions(), limits, TimeProvider.System), folder, "test", TimeProvider.System);
        return ((await campaign.RunAsync(null, null, TestContext.Current.CancellationToken)).State, folder);
    }

    private static WebTarget TargetOf(PlantedService service) => WebTarget.Of(new Uri($"http://{service.EndPoint}/"), service.EndPoint.Address);
}
