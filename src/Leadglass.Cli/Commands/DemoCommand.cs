using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Exposure;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Lab;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass demo</c>: opens the practice hospital inside this process, checks it, shows the result and ends.</summary>
internal sealed class DemoCommand : Command
{
    private const string ReportPath = "leadglass-report.html";

    private readonly Surroundings _surroundings;

    public DemoCommand(Surroundings surroundings)
        : base("demo", $"Opens a practice hospital on this machine, checks it, and writes {ReportPath}.")
    {
        _surroundings = surroundings;
        SetAction((_, cancellationToken) => RunAsync(cancellationToken));
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (ReportFile.TryOpen(ReportPath, out var error) is not { } file)
        {
            await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(error)}");
            return ExitCode.Incomplete;
        }

        await using var hospital = await PracticeHospital.OpenAsync();
        await _surroundings.Out.WriteLineAsync($"A practice hospital of {hospital.Systems.Count} servers is open on this machine; nothing leaves it. Checking it:");
        await _surroundings.Out.WriteLineAsync();
        await _surroundings.Out.FlushAsync(cancellationToken);
        var options = new CheckOptions
        {
            Sentinels = new Sentinels(_surroundings.Random),
            CalledAETitles = ["ARCHIVE2"],
            Pace = Pace.Normal with { Pause = TimeSpan.Zero, Timeout = TimeSpan.FromSeconds(1) },
        };
        using var sink = new ReportSink(_surroundings, ReportFormat.Terminal, [file])
        {
            Options = new ReportOptions { Width = _surroundings.Width, Color = _surroundings.Color, Unicode = _surroundings.Unicode },
            Baseline = null,
            Redacts = false,
        };
        var targets = hospital.Systems.Select(s => new CheckTarget(s.Endpoint.Address, [s.Endpoint.Port], s.Name, Expected: true));
        await new CheckRunner(_surroundings, options, ExposureRules.All, new TlsCriteria(_surroundings.Time.GetUtcNow()), new KnowledgeCriteria()).RunAsync(ResolvedTargets.Of([.. targets]), sink, cancellationToken);

        await _surroundings.Out.WriteLineAsync();
        await _surroundings.Out.WriteLineAsync($"The same as a page: {Path.GetFullPath(ReportPath)}");
        await _surroundings.Out.WriteLineAsync("Next: leadglass check HOST:PORT on a system of your own, or leadglass lab to keep the hospital open.");
        return ExitCode.Clean;
    }
}
