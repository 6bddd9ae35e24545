using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Findings;
using Leadglass.Fuzzing;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Oracles;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz triage</c>: which defects of a campaign still happen, perhaps in another build?</summary>
internal sealed class FuzzTriageCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _report = new();
    private readonly FuzzCampaignArgument _campaign = new();
    private readonly Option<int> _times = new("--times") { Description = "How often each reproducer.", HelpName = "n", DefaultValueFactory = _ => Defect.Repetitions };
    private readonly Option<bool> _embargo = new("--embargo") { Description = "Leave out of the report what would allow somebody to make a reproducer." };
    private readonly Argument<string[]> _program = new("program") { Description = "Behind --: another build of the program and its arguments. Default: the program of the campaign.", Arity = ArgumentArity.ZeroOrMore };

    public FuzzTriageCommand(Surroundings surroundings)
        : base("triage", "Runs every reproducer of a campaign again and says which defects are still there: leadglass fuzz triage FOLDER [-- PROGRAM @@]")
    {
        _surroundings = surroundings;
        _campaign.AddTo(this);
        Add(_program);
        Add(_times);
        Add(_embargo);
        _report.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var (folder, state) = _campaign.Read(parsed, errors);
        if (state?.ReplayCommand is { } command)
            errors.Add($"this is a campaign of fuzz dotnet; one reproducer again: {command.Replace("{0}", "FILE", StringComparison.Ordinal)}");
        var times = parsed.GetValue(_times);
        if (times < 1)
            errors.Add("--times must be at least 1");
        var seeds = state is null ? [] : CampaignFolder.SeedsOf(state, errors);
        string[] words = parsed.GetValue(_program) is { Length: > 0 } other ? other : state is null ? [] : [state.Program, .. state.Arguments];
        var error = "";
        var target = words.Length == 0 ? null : CommandTarget.TryRead(words, takesFile: true, out error);
        if (words.Length > 0 && target is null)
            errors.Add(error);
        if (errors.Count > 0 || state is null || target is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        using var sink = _report.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var startedAt = _surroundings.Time.GetUtcNow();
        using var executor = new OracleExecutor(target, state.Limits, state.Oracles, seeds, state.DeclaredExits, _surroundings.Time);
        var result = await Retest.RunAsync(state with { Program = target.Program, Arguments = target.Arguments }, folder, executor, times, cancellationToken);
        var report = CampaignReport.Build("fuzz triage", result, parsed.GetValue(_embargo)) with { StartedAt = startedAt, FinishedAt = _surroundings.Time.GetUtcNow() };
        sink.Start(report.Tool, report.Command, startedAt);
        return sink.Finish(report, []);
    }
}
