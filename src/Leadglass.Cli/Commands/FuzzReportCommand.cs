using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Findings;
using Leadglass.Fuzzing;
using Leadglass.Fuzzing.Campaign;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz report</c>: the report and the evidence of a campaign once more, in another form or without what is under embargo.</summary>
internal sealed class FuzzReportCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _report = new();
    private readonly FuzzCampaignArgument _campaign = new();
    private readonly Option<bool> _embargo = new("--embargo") { Description = "Leave out what would allow somebody to make a reproducer." };
    private readonly Option<string?> _evidence = new("--evidence") { Description = "Also write the evidence (JSON) to a file.", HelpName = "file" };

    public FuzzReportCommand(Surroundings surroundings)
        : base("report", "Writes the report of a campaign again, without running anything.")
    {
        _surroundings = surroundings;
        _campaign.AddTo(this);
        Add(_embargo);
        Add(_evidence);
        _report.AddTo(this);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var errors = new List<string>();
        var (_, state) = _campaign.Read(parsed, errors);
        var evidence = parsed.GetValue(_evidence);
        var seeds = state is null || evidence is null ? [] : CampaignFolder.SeedsOf(state, errors);
        if (errors.Count > 0 || state is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        using var sink = _report.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var embargo = parsed.GetValue(_embargo);
        var report = CampaignReport.Build("fuzz report", new CampaignResult(state), embargo);
        if (evidence is not null)
            CampaignFolder.Write(Evidence.Of(state, seeds, embargo), evidence);
        sink.Start(report.Tool, report.Command, report.StartedAt);
        return sink.Finish(report, []);
    }
}
