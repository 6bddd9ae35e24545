using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Exposure;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Lab;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass demo</c>: opens the practice hospital inside this process and checks it, makes the practice CD and inspects it, shows the results and ends.</summary>
internal sealed class DemoCommand : Command
{
    private const string ReportPath = "leadglass-report.html";

    private readonly Surroundings _surroundings;

    public DemoCommand(Surroundings surroundings)
        : base("demo", $"Checks a practice hospital and inspects a practice CD, both made on this machine, and writes {ReportPath}.")
    {
        _surroundings = surroundings;
        SetAction((_, cancellationToken) => RunAsync(cancellationToken));
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var file = ReportFile.TryOpen(ReportPath, out var error);
        if (file is null)
        {
            await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(error)}");
            return ExitCode.Incomplete;
        }

        var options = new ReportOptions { Width = _surroundings.Width, Color = _surroundings.Color, Unicode = _surroundings.Unicode };
        using var sink = new ReportSink(_surroundings, ReportFormat.Terminal, []) { Options = options, Baseline = null, Redacts = false };
        var check = await CheckHospitalAsync(sink, cancellationToken);
        await _surroundings.Out.WriteLineAsync();
        var inspection = await InspectCdAsync(sink, cancellationToken);
        await _surroundings.Out.WriteLineAsync();
        var together = JoinedReport.Of([check, inspection]) with { Command = "demo", Headline = $"{check.Headline} {inspection.Headline}" };
        if (file.Write(together, options with { Width = null, Color = false }) is { } failure)
        {
            await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(failure)}");
            return ExitCode.Incomplete;
        }

        await _surroundings.Out.WriteLineAsync($"The same as a page: {Path.GetFullPath(ReportPath)}");
        await _surroundings.Out.WriteLineAsync("Next: leadglass check HOST:PORT on a system of your own, leadglass inspect FOLDER on files of your own;");
        await _surroundings.Out.WriteLineAsync("      leadglass lab keeps the hospital open, leadglass lab files FOLDER keeps the CD.");
        return ExitCode.Clean;
    }

    private async Task<Report> CheckHospitalAsync(ReportSink sink, CancellationToken cancellationToken)
    {
        await using var hospital = await PracticeHospital.OpenAsync();
        await AnnounceAsync($"A practice hospital of {hospital.Systems.Count} servers is open on this machine; nothing leaves it. Checking it:", cancellationToken);
        var options = new CheckOptions
        {
            Sentinels = new Sentinels(_surroundings.Random),
            CalledAETitles = ["ARCHIVE2"],
            Pace = Pace.Normal with { Pause = TimeSpan.Zero, Timeout = TimeSpan.FromSeconds(1) },
        };
        var targets = hospital.Systems.Select(s => new CheckTarget(s.Endpoint.Address, [s.Endpoint.Port], s.Name, Expected: true));
        var runner = new CheckRunner(_surroundings, options, ExposureRules.All, new TlsCriteria(_surroundings.Time.GetUtcNow()), new KnowledgeCriteria());
        var (report, sensitive) = await runner.ExamineAsync(ResolvedTargets.Of([.. targets]), sink, cancellationToken);
        sink.Finish(report, sensitive);
        return report;
    }

    private async Task<Report> InspectCdAsync(ReportSink sink, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("leadglass-");
        try
        {
            var cd = Path.Combine(folder.FullName, "cd");
            PracticeCd.WriteTo(cd);
            var files = InspectCommand.FilesBelow(cd).ToList();
            await AnnounceAsync($"A practice CD of {files.Count} files has arrived; nothing in them can run. Inspecting it:", cancellationToken);
            var report = await new InspectRunner(_surroundings, root: folder.FullName).ExamineAsync(files, sink, cancellationToken);
            sink.Finish(report, []);
            return report;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task AnnounceAsync(string line, CancellationToken cancellationToken)
    {
        await _surroundings.Out.WriteLineAsync(line);
        await _surroundings.Out.WriteLineAsync();
        await _surroundings.Out.FlushAsync(cancellationToken);
    }
}
