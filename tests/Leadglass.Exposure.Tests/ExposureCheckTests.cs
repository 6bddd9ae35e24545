using System.Net;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Targets;
using Leadglass.Exposure.Tests.Probing;

namespace Leadglass.Exposure.Tests;

public sealed class ExposureCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_EveryTarget_IsHandedOutOnce()
    {
        var dialer = new ScriptedDialer(_ => DialOutcome.Refused);
        var progress = new Collected();
        var systems = await CollectAsync(Check(dialer, targets: 1).RunAsync(Targets(50), progress, Token));

        Assert.Equal(50, systems.Select(s => s.Address).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 50), progress.Reports.Select(p => p.Addresses));
        Assert.All(systems, s => Assert.Equal([ServiceKind.Closed, ServiceKind.Closed], s.Ports.Select(p => p.Service)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Run_Targets_AreExaminedAsManyAtATimeAsThePaceSays(int most)
    {
        var dialer = new Gate(most);
        var running = CollectAsync(Check(dialer, most).RunAsync(Targets(100), null, Token));
        await dialer.Full.Task.WaitAsync(Token);
        dialer.Open.SetResult();

        Assert.Equal(100, (await running).Count);
        Assert.Equal(most, dialer.Most);
    }

    [Fact]
    public async Task Run_ASystemThatIsDone_IsHandedOutBeforeTheRestIs()
    {
        var dialer = new Gate(1);
        var (first, rest) = (IPAddress.Parse("10.0.0.1"), Targets(2));
        dialer.LetsThrough = endpoint => endpoint.Address.Equals(first);
        await using var systems = Check(dialer, targets: 2).RunAsync(rest, null, Token).GetAsyncEnumerator(Token);

        Assert.True(await systems.MoveNextAsync());
        Assert.Equal(first, systems.Current.Address);
        dialer.Open.SetResult();
        Assert.True(await systems.MoveNextAsync());
        Assert.False(await systems.MoveNextAsync());
    }

    [Fact]
    public async Task Run_Cancelled_TakesNoMoreTargetsAndHandsOutWhatIsInHand()
    {
        using var cancellation = new CancellationTokenSource();
        var dialer = new ScriptedDialer(endpoint =>
        {
            if (endpoint.Address.ToString() == "10.0.0.5")
                cancellation.Cancel();
            return DialOutcome.Refused;
        });
        var systems = await CollectAsync(Check(dialer, targets: 1).RunAsync(Targets(1_000_000), null, cancellation.Token));

        Assert.InRange(systems.Count, 5, 10);
        Assert.Contains(systems, s => s.Interrupted);
    }

    [Fact]
    public async Task Run_FaultOfOurOwn_CostsOnePortAndIsSaid()
    {
        var dialer = new ScriptedDialer(endpoint => endpoint is { Port: 104 } && endpoint.Address.ToString() == "10.0.0.5" ? throw new NotSupportedException("a fault") : DialOutcome.Refused);
        var systems = await CollectAsync(Check(dialer, targets: 4).RunAsync(Targets(10), null, Token));

        Assert.Equal(10, systems.Count);
        var port = Assert.Single(systems.SelectMany(s => s.Ports), p => p.Service != ServiceKind.Closed);
        Assert.Equal(ServiceKind.NotExamined, port.Service);
        Assert.Contains("a fault", port.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FaultInTheListOfTargets_ReachesTheCallerInsteadOfHanging()
    {
        var targets = Targets(3).Concat(Enumerable.Range(0, 1).Select<int, CheckTarget>(_ => throw new NotSupportedException("a fault")));

        await Assert.ThrowsAsync<NotSupportedException>(() => CollectAsync(Check(new ScriptedDialer(_ => DialOutcome.Refused), targets: 4).RunAsync(targets, null, Token)));
    }

    private static ExposureCheck Check(IDialer dialer, int targets) => new(dialer, TimeProvider.System, new CheckOptions
    {
        Sentinels = new Sentinels(new Random(targets)),
        Pace = Pace.Fast with { Targets = targets },
    });

    private static IEnumerable<CheckTarget> Targets(int count) =>
        Enumerable.Range(1, count).Select(i => new CheckTarget(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]), [104, 11112], null, Expected: false));

    private static async Task<List<SystemObservation>> CollectAsync(IAsyncEnumerable<SystemObservation> systems)
    {
        var list = new List<SystemObservation>();
        await foreach (var system in systems)
            list.Add(system);
        return list;
    }

    private sealed class Collected : IProgress<CheckProgress>
    {
        public List<CheckProgress> Reports { get; } = [];

        public void Report(CheckProgress value) => Reports.Add(value);
    }

    /// <summary>Holds every connect until the test opens it, and counts who waits.</summary>
    private sealed class Gate(int expected) : IDialer
    {
        private int _waiting;

        public TaskCompletionSource Full { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<IPEndPoint, bool> LetsThrough { get; set; } = _ => false;

        public int Most { get; private set; }

        public async ValueTask<DialResult> ConnectAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellationToken)
        {
            if (!LetsThrough(endpoint))
            {
                lock (this)
                    Most = Math.Max(Most, ++_waiting);
                if (Most == expected)
                    Full.TrySetResult();
                await Open.Task.WaitAsync(cancellationToken);
                lock (this)
                    _waiting--;
            }

            return new DialResult(DialOutcome.Refused);
        }
    }
}
