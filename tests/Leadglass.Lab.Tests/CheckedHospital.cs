using Leadglass.Exposure;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Targets;

namespace Leadglass.Lab.Tests;

/// <summary>The practice hospital, checked once with what an administrator of it would know: two AE titles and a registered caller.</summary>
public sealed class CheckedHospital : IAsyncLifetime
{
    private const int Seed = 21;

    private readonly Dictionary<string, JudgedPort> _judged = [];

    /// <summary>What the check says about each system, by its name.</summary>
    public IReadOnlyDictionary<string, JudgedPort> Judged => _judged;

    /// <summary>What a person was told last while the check ran.</summary>
    public CheckProgress LastProgress { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await using var hospital = await PracticeHospital.OpenAsync();
        var options = new CheckOptions
        {
            Sentinels = new Sentinels(new Random(Seed)),
            CalledAETitles = ["ARCHIVE2", "ARCHIVE3"],
            CallingAETitle = "CT1",
            Pace = new Pace(Targets: 1, Pause: TimeSpan.Zero, Budget: 60, Timeout: TimeSpan.FromSeconds(1)),
        };
        var report = new CheckReport(ExposureRules.All, new TlsCriteria(TimeProvider.System.GetUtcNow()));
        var check = new ExposureCheck(new TcpDialer(TimeProvider.System), TimeProvider.System, options);
        var targets = hospital.Systems.Select(s => new CheckTarget(s.Endpoint.Address, [s.Endpoint.Port], s.Name, Expected: true));
        await foreach (var system in check.RunAsync(targets, new Told(value => LastProgress = value), TestContext.Current.CancellationToken))
            _judged.Add(system.Name!, Assert.Single(report.Add(system)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Told(Action<CheckProgress> tell) : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value) => tell(value);
    }
}
