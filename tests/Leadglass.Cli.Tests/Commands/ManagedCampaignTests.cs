using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Managed;
using Leadglass.Fuzzing.Seeds;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary>What decides what a campaign finds; here, because its workers are the product once more.</summary>
public sealed class ManagedCampaignTests : IDisposable
{
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_BugBehindNumberLengthAndWord_IsFoundWithComparisonsAndNotWithout()
    {
        var with = await RunAsync(nameof(PlantedMethods.BehindComparisons), cases: 3000, "with", compares: true);
        var without = await RunAsync(nameof(PlantedMethods.BehindComparisons), cases: 3000, "without", compares: false);

        var defect = Assert.Single(with.State.Defects);
        Assert.StartsWith("System.InvalidOperationException < ", defect.Site, StringComparison.Ordinal);
        Assert.Equal(4111, defect.Length);
        Assert.Empty(without.State.Defects);
        Assert.Equal((3000, 3000), (with.State.Cases, without.State.Cases));
    }

    [Fact]
    public async Task Run_TheSameSeedTwice_FindsTheSame()
    {
        var first = await RunAsync(nameof(PlantedMethods.BehindComparisons), cases: 3000, "first", compares: true);
        var second = await RunAsync(nameof(PlantedMethods.BehindComparisons), cases: 3000, "second", compares: true);

        Assert.Equal(first.State.Operators, second.State.Operators);
        Assert.Equal(first.State.Defects.Select(static defect => (defect.Id, defect.FirstCase, defect.Sha256)), second.State.Defects.Select(static defect => (defect.Id, defect.FirstCase, defect.Sha256)));
    }

    [Fact]
    public async Task Run_StackThatOverflowsOnceInAHundred_GoesOnWithTheNextWorkerEachTime()
    {
        var result = await RunAsync(nameof(PlantedMethods.NowAndThen), cases: 600, "campaign", compares: false);

        Assert.Null(result.State.Interruption);
        Assert.Equal(600, result.State.Cases);
        var defect = Assert.Single(result.State.Defects);
        Assert.Equal("stack overflow", defect.Site);
        // Each overflow cost a worker, in the search and when the reproducer was made smaller; nothing else did.
        Assert.InRange(defect.Count, 2, 30);
        Assert.InRange(result.State.Coverage!.Restarts, defect.Count + Defect.Repetitions, defect.Count + 100);
    }

    [Fact]
    public async Task Run_CutOffWithoutAWord_GoesOnWithItsQueueAndItsDefects()
    {
        var whole = await RunAsync(nameof(PlantedMethods.Guarded), cases: 30_000, "whole", compares: true);
        var folder = new CampaignFolder(_folder.File("parts"));
        await RunAsync(nameof(PlantedMethods.Guarded), cases: 15_000, "parts", compares: true);
        // As kill -9 leaves it: a state that is older than the queue, and a file that was being written.
        folder.Write(folder.Read()! with { Operators = [.. folder.Read()!.Operators.Select(static tally => tally with { Cases = tally.Cases / 2 })], ComparedInputs = 0 });
        await File.WriteAllBytesAsync(_folder.File("parts/queue/id:999999,orig:cut.partial"), [1], TestContext.Current.CancellationToken);
        var queued = folder.ReadQueue();

        var result = await RunAsync(nameof(PlantedMethods.Guarded), cases: 30_000, "parts", compares: true);

        Assert.Null(result.State.Interruption);
        Assert.InRange(result.State.Cases, 30_000, 30_001);
        Assert.Equal(whole.State.Defects.Select(static defect => defect.Site), result.State.Defects.Select(static defect => defect.Site));
        Assert.Equal(queued.Select(static file => file.Name), folder.ReadQueue().Take(queued.Count).Select(static file => file.Name));
        Assert.Matches("^id:000000,orig:.+$", queued[0].Name);
        Assert.Matches("^id:0000[0-9]{2},src:0000[0-9]{2},op:[a-z-]+$", queued[^1].Name);
    }

    [Fact]
    public async Task Run_SeveralWorkers_ShareOneQueueAndCountEveryCase()
    {
        var result = await RunAsync(nameof(PlantedMethods.BehindComparisons), cases: 3000, "campaign", compares: true, jobs: 3);

        Assert.Equal(3000, result.State.Cases);
        Assert.Single(result.State.Defects);
    }

    private async Task<CampaignResult> RunAsync(string method, long cases, string name, bool compares, int jobs = 1)
    {
        var assembly = typeof(PlantedMethods).Assembly.Location;
        var target = new ManagedTarget(assembly, typeof(PlantedMethods).FullName!, method, [Path.GetFileName(assembly)], []);
        var options = new CampaignOptions
        {
            Target = new CampaignTarget(TargetKind.Method, target.Assembly, target.Arguments, ""),
            Seeds = [new Seed("zeros", new byte[40])],
            Cases = cases,
            Jobs = jobs,
            Limits = new ExecutionLimits { Memory = 512L << 20, AddressSpace = false },
        };
        using var counted = InstrumentedTarget.WithBlocks(target);
        using var compared = compares ? InstrumentedTarget.WithComparisons(target) : null;
        var folder = new CampaignFolder(_folder.File(name));
        using var campaign = new CoverageCampaign(
            options, folder, _ => Executor(counted), compared is null ? null : Executor(compared),
            new CountedParts(CountedParts.BasicBlocks, target.Instrumented), "leadglass test", TimeProvider.System);
        var before = folder.Read();
        Assert.Null(before is null ? null : campaign.Objection(before));
        return await campaign.RunAsync(before, null, TestContext.Current.CancellationToken);

        ManagedExecutor Executor(InstrumentedTarget made) => new(made, options.Limits, Host, TimeProvider.System);
    }
}
