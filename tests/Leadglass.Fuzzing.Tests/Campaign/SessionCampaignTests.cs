using System.Globalization;
using System.Net;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Sessions;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Campaign;

/// <summary>Campaigns of conversations: what led to something new is broken further.</summary>
public sealed class SessionCampaignTests : IDisposable
{
    private static readonly SessionTarget Target = new(new IPEndPoint(IPAddress.Loopback, 104), "THEM", "US");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_AfterTheFirstSweep_BreaksFurtherWhatLedToSomethingNew()
    {
        var seeds = SessionSeeds.Of(Target, null);
        var (swept, sweep) = await RunAsync(900, "sweep");
        var (result, longer) = await RunAsync(2500, "longer");

        Assert.Empty(swept.State.Defects);
        Assert.All(Parents(sweep), parent => Assert.InRange(parent, 0, seeds.Count - 1));
        Assert.Contains(Parents(longer), parent => parent >= seeds.Count);
        Assert.All(longer.ReadQueue(), queued => Assert.True(SessionProgram.TryRead(queued.Bytes, out _, out var error), error));

        // It is found by cases of cases alone, made smaller as any other, and explained from what is left of it.
        var defect = Assert.Single(result.State.Defects);
        Assert.Contains(longer.ReadQueue(), queued => queued.Name == defect.Seed);
        Assert.Equal((3, 3), (defect.Reproduced, defect.Repeated));
        Assert.NotEmpty(defect.Explanation);
    }

    [Fact]
    public async Task Run_CasesOfCases_AreTheSameAgain()
    {
        var (first, one) = await RunAsync(2000, "first");
        var (second, other) = await RunAsync(2000, "second");

        Assert.Equal(one.ReadQueue().Select(static queued => queued.Name), other.ReadQueue().Select(static queued => queued.Name));
        Assert.Equal(one.ReadQueue().Select(static queued => Convert.ToHexString(queued.Bytes)), other.ReadQueue().Select(static queued => Convert.ToHexString(queued.Bytes)));
        Assert.Equal(first.State.Operators, second.State.Operators);
    }

    private static List<int> Parents(CampaignFolder folder) =>
        [.. folder.ReadQueue().Select(static queued => queued.Name.Split("src", 2)).Where(static parts => parts.Length == 2).Select(static parts => int.Parse(parts[1].AsSpan(1, 6), CultureInfo.InvariantCulture))];

    private async Task<(CampaignResult Result, CampaignFolder Folder)> RunAsync(long cases, string name)
    {
        var options = new CampaignOptions
        {
            Target = new CampaignTarget(TargetKind.Service, "a server that is none", [], ""),
            Seeds = SessionSeeds.Of(Target, null),
            Cases = cases,
            Seed = 1,
        };
        var folder = new CampaignFolder(_folder.File(name));
        using var campaign = new FuzzCampaign(options, new SessionSource(options.Seed, options.Seeds), static _ => new LongWinded(), folder, "leadglass test", TimeProvider.System);
        return (await campaign.RunAsync(null, null, TestContext.Current.CancellationToken), folder);
    }
}
