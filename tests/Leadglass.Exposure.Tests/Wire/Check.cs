using System.Net;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Targets;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.Wire;

/// <summary>Runs a check of one address, with short patience and no pause.</summary>
internal sealed record Check
{
    private const int Seed = 104;

    /// <summary>Longer than an answer over loopback takes on a busy machine.</summary>
    public static readonly TimeSpan Ample = TimeSpan.FromSeconds(5);

    /// <summary>For peers that answer and then stall: long enough for the answer, and the test has to sit it out.</summary>
    public static readonly TimeSpan Patient = TimeSpan.FromSeconds(1);

    /// <summary>For peers that never answer.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    public CheckOptions Options { get; init; } = new()
    {
        Sentinels = new Sentinels(new Random(Seed)),
        Pace = new Pace(Targets: 1, Pause: TimeSpan.Zero, Budget: 60, Timeout: Ample) { TlsBudget = 0 },
    };

    public TappedDialer Dialer { get; init; } = new();

    public Check Within(TimeSpan timeout) => this with { Options = Options with { Pace = Options.Pace with { Timeout = timeout } } };

    public Check WithBudget(int budget) => this with { Options = Options with { Pace = Options.Pace with { Budget = budget } } };

    public Check WithTlsBudget(int budget) => this with { Options = Options with { Pace = Options.Pace with { TlsBudget = budget } } };

    public async Task<PortObservation> RunAsync(ScriptedPeer peer) => Assert.Single((await RunAsync(peer.Port)).Ports);

    public Task<SystemObservation> RunAsync(params int[] ports) => RunAsync(ports, TestContext.Current.CancellationToken);

    public async Task<SystemObservation> RunAsync(IReadOnlyList<int> ports, CancellationToken cancellation)
    {
        var check = new ExposureCheck(Dialer, TimeProvider.System, Options);
        var systems = new List<SystemObservation>();
        await foreach (var system in check.RunAsync([new CheckTarget(IPAddress.Loopback, ports, null, Expected: true)], progress: null, cancellation))
            systems.Add(system);
        return Assert.Single(systems);
    }
}
