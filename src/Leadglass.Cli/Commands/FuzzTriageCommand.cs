using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Findings;
using Leadglass.Fuzzing;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Managed;
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
    private readonly Argument<string[]> _program = new("program") { Description = "Behind --: another build of the program and its arguments, or of the assembly. Default: that of the campaign.", Arity = ArgumentArity.ZeroOrMore };

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
        if (state is { Kind: TargetKind.Service or TargetKind.Client or TargetKind.Web, ReplayCommand: { } command })
            errors.Add($"fuzz triage is for programs and methods; one reproducer again: {command.Replace("{0}", "FILE", StringComparison.Ordinal)}");
        if (parsed.GetValue(_times) < 1)
            errors.Add("--times must be at least 1");
        if (errors.Count > 0 || state is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        return state.Kind == TargetKind.Method
            ? await OfMethodAsync(parsed, state, folder, cancellationToken)
            : await OfProgramAsync(parsed, state, folder, cancellationToken);
    }

    private async Task<int> OfProgramAsync(ParseResult parsed, CampaignState state, CampaignFolder folder, CancellationToken cancellationToken)
    {
        if (CommandTarget.TryRead(parsed.GetValue(_program) is { Length: > 0 } other ? other : [state.Program, .. state.Arguments], takesFile: true, out var error) is not { } target)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [error]);
        var errors = new List<string>();
        var seeds = CampaignFolder.SeedsOf(state, errors);
        if (parsed.GetValue(_program) is not { Length: > 0 })
            FuzzCampaignArgument.RequireSameProgram(state, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        // Another build may be one with sanitizers, which cannot start where the old one could; one that does not start has repaired nothing.
        var baseline = await FuzzTargetOptions.BaselineAsync(target, state.Limits, state.DeclaredExits, _surroundings.Time, cancellationToken);
        if (baseline.NotStarted is { } reason)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"{target.Name}: {reason}"]);
        using var executor = new OracleExecutor(target, baseline.Limits, state.Oracles, seeds, state.DeclaredExits, _surroundings.Time);
        return await RetestAsync(parsed, state with { Program = target.Program, Arguments = target.Arguments }, folder, executor, cancellationToken);
    }

    private async Task<int> OfMethodAsync(ParseResult parsed, CampaignState state, CampaignFolder folder, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        FuzzDotnetCommand.RequireHost(errors);
        var words = parsed.GetValue(_program) ?? [];
        if (words.Length > 1)
            errors.Add("this is a campaign of fuzz dotnet: behind -- stands nothing but another build of its assembly");
        var target = ManagedTarget.Of(state) with { Assembly = Path.GetFullPath(words is [var build] ? build : state.Program) };
        if (!File.Exists(target.Assembly))
            errors.Add($"{target.Assembly}: there is no such assembly");
        else if (target.Instrumented.FirstOrDefault(name => !File.Exists(Path.Combine(Path.GetDirectoryName(target.Assembly)!, name))) is { } missing)
            errors.Add($"{missing}: does not stand beside {target.Assembly}");
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        try
        {
            using var counted = InstrumentedTarget.WithBlocks(target);
            using var executor = FuzzDotnetCommand.ExecutorOf(counted, state.Limits, _surroundings);
            return await RetestAsync(parsed, state with { Program = target.Assembly }, folder, executor, cancellationToken);
        }
        catch (BadImageFormatException e)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{target.Assembly}: is no assembly of .NET: {e.Message}"]);
        }
    }

    private async Task<int> RetestAsync(ParseResult parsed, CampaignState state, CampaignFolder folder, IExecutor executor, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        using var sink = _report.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var startedAt = _surroundings.Time.GetUtcNow();
        var result = await Retest.RunAsync(state, folder, executor, parsed.GetValue(_times), cancellationToken);
        var report = CampaignReport.Build("fuzz triage", result, parsed.GetValue(_embargo)) with { StartedAt = startedAt, FinishedAt = _surroundings.Time.GetUtcNow() };
        sink.Start(report.Tool, report.Command, startedAt);
        return sink.Finish(report, []);
    }
}
