using System.CommandLine;
using System.Text.Json.Nodes;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Oracles;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz replay</c>: runs a program on one file, or on one case of a campaign, and says what happens.</summary>
internal sealed class FuzzReplayCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly FuzzTargetOptions _target = new();
    private readonly FuzzOracleOptions _oracles = new();
    private readonly FuzzAnswer _answer = new();
    private readonly Argument<string?> _file = new("file") { Description = "The file, such as a reproducer; left out with --campaign.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _campaign = new("--campaign") { Description = "Folder of a campaign: the case is made again from its seed and index.", HelpName = "folder" };
    private readonly Option<long?> _case = new("--case") { Description = "Index of the case.", HelpName = "n" };
    private readonly Option<string?> _to = new("--to") { Description = "Where to keep the file of the case; never overwritten.", HelpName = "file" };
    private readonly Option<int> _times = new("--times") { Description = "How often.", HelpName = "n", DefaultValueFactory = _ => 3 };

    public FuzzReplayCommand(Surroundings surroundings)
        : base("replay", "Runs a program on one file and says whether it fails: leadglass fuzz replay FILE -- PROGRAM @@, or --campaign FOLDER --case N")
    {
        _surroundings = surroundings;
        Add(_file);
        _target.AddTo(this);
        _oracles.AddTo(this);
        foreach (var option in new Option[] { _campaign, _case, _to, _times })
            Add(option);
        _answer.AddTo(this);
        SetAction(RunAsync);
    }

    /// <summary>A failure as a program reads it.</summary>
    public static JsonObject Document(Failure failure) => new() { ["id"] = failure.Id, ["kind"] = failure.Kind.ToString(), ["site"] = failure.Site, ["cwe"] = failure.Cwe };

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var times = parsed.GetValue(_times);
        if (times < 1)
            errors.Add("--times must be at least 1");
        var limits = _target.Limits(parsed, errors);
        var exits = _target.DeclaredExits(parsed, errors);
        CommandTarget? target;
        var oracles = _oracles.Choice(parsed, errors);
        var seeds = SeedCorpus.All;
        ReadOnlyMemory<byte> bytes = default;
        string[] origin = [];
        if (parsed.GetValue(_campaign) is { } folder)
        {
            if (FuzzCampaignArgument.Read(folder, errors).State is not { } state)
                return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
            (oracles, seeds) = (state.Oracles, CampaignFolder.SeedsOf(state, errors));
            if (Remake(parsed, state, seeds, errors) is not { } made)
                return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
            (limits, exits, bytes) = (state.Limits, state.DeclaredExits, made.Bytes);
            target = CommandTarget.TryRead([state.Program, .. state.Arguments], takesFile: true, out var error);
            if (target is null)
                errors.Add(error);
            else
                FuzzCampaignArgument.RequireSameProgram(state, errors);
            origin = [$"Case {made.Index}, made of {made.Seed}, {made.Bytes.Length} bytes:", .. made.Steps.Select(static step => $"  {step.Operator}: {step.What}")];
        }
        else
        {
            target = _target.Target(parsed, errors);
            // Without a file the first word of the program was taken for one.
            if (!File.Exists(parsed.GetValue(_file)))
                errors.Insert(0, "name a file that is there in front of --, or --campaign FOLDER --case N");
            if (parsed.GetValue(_case) is not null || parsed.GetValue(_to) is not null)
                errors.Add("--case and --to belong to --campaign");
        }
        if (errors.Count > 0 || target is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        if (parsed.GetValue(_campaign) is null)
        {
            bytes = await File.ReadAllBytesAsync(parsed.GetValue(_file)!, cancellationToken);
            limits = (await FuzzTargetOptions.BaselineAsync(target, limits, exits, _surroundings.Time, cancellationToken)).Limits;
        }
        else if (parsed.GetValue(_to) is { } to)
        {
            await using var stream = new FileStream(to, FileMode.CreateNew);
            await stream.WriteAsync(bytes, cancellationToken);
        }
        using var executor = new OracleExecutor(target, limits, oracles, seeds, exits, _surroundings.Time);
        return await ReplayAsync(parsed, target, executor, bytes, exits, origin, cancellationToken);
    }

    private FuzzCase? Remake(ParseResult parsed, CampaignState state, IReadOnlyList<Seed> seeds, List<string> errors)
    {
        var index = parsed.GetValue(_case);
        if (index is not >= 0)
            errors.Add("--campaign needs --case, a number from 0");
        if (parsed.GetValue(_file) is not null)
            errors.Add("with --campaign the file and the program are those of the campaign: name neither");
        if (parsed.GetValue(_to) is { } to && Path.Exists(to))
            errors.Add($"--to {to}: is there already");
        if (state.ReplayCommand is { } command)
            errors.Add($"this is no campaign of fuzz file; one reproducer again: {command.Replace("{0}", "FILE", StringComparison.Ordinal)}");
        else if (state.Coverage is not null)
            errors.Add("the cases of a campaign with coverage depend on those before; its inputs are in queue/ and reproducers/: name one of these files");
        if (state.Tool != FuzzCampaignOptions.Tool)
            errors.Add($"the campaign was made by {state.Tool}: its cases are other ones");
        return errors.Count > 0 ? null : new CaseMaker(state.Seed, seeds, [.. state.Tokens.Select(static token => (ReadOnlyMemory<byte>)Convert.FromHexString(token))]).Make(index!.Value);
    }

    private async Task<int> ReplayAsync(ParseResult parsed, CommandTarget target, OracleExecutor executor, ReadOnlyMemory<byte> bytes, IReadOnlyList<int> exits, string[] origin, CancellationToken cancellationToken)
    {
        var failures = new List<Failure>();
        var times = parsed.GetValue(_times);
        RunResult? last = null;
        for (var i = 0; i < times; i++)
        {
            last = await executor.RunAsync(bytes, cancellationToken);
            if (last.Ending == RunEnding.NotStarted)
                return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"{target.Name} cannot be started: {last.Errors}"]);
            if (FailureReader.Read(last, exits) is { } failure)
                failures.Add(failure);
        }

        var causes = failures.GroupBy(static failure => failure).ToList();
        await _answer.WriteAsync(parsed, _surroundings,
            [
                .. origin,
                $"{target.Name} failed {failures.Count} of {times} times.",
                .. causes.Select(static cause => $"  {cause.Key.Id}  {cause.Key.Kind}, {cause.Key.Site} (CWE-{cause.Key.Cwe}), {cause.Count()} times"),
                .. failures.Count == 0 ? [$"It ended with exit code {last!.Code}."] : Array.Empty<string>(),
            ],
            new JsonObject
            {
                ["program"] = target.Program,
                ["bytes"] = bytes.Length,
                ["runs"] = times,
                ["failed"] = failures.Count,
                ["failures"] = new JsonArray([.. causes.Select(static cause => Document(cause.Key))]),
            });
        return failures.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
    }
}
