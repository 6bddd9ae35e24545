using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz replay</c>: runs a program on one file and says what happens.</summary>
internal sealed class FuzzReplayCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly FuzzTargetOptions _target = new();
    private readonly Argument<string> _file = new("file") { Description = "The file, such as a reproducer." };
    private readonly Option<int> _times = new("--times") { Description = "How often.", HelpName = "n", DefaultValueFactory = _ => 3 };

    public FuzzReplayCommand(Surroundings surroundings)
        : base("replay", "Runs a program on one file and says whether it fails: leadglass fuzz replay FILE -- PROGRAM @@")
    {
        _surroundings = surroundings;
        Add(_file);
        Add(_times);
        _target.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var target = _target.Target(parsed, errors);
        var limits = _target.Limits(parsed, errors);
        var exits = _target.DeclaredExits(parsed, errors);
        var times = parsed.GetValue(_times);
        if (times < 1)
            errors.Add("--times must be at least 1");
        if (errors.Count > 0 || target is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var bytes = await File.ReadAllBytesAsync(parsed.GetValue(_file)!, cancellationToken);
        using var executor = new CommandExecutor(target, (await FuzzTargetOptions.BaselineAsync(target, limits, exits, _surroundings.Time, cancellationToken)).Limits, _surroundings.Time);
        var failures = new List<Failure>();
        RunResult? last = null;
        for (var i = 0; i < times; i++)
        {
            last = await executor.RunAsync(bytes, cancellationToken);
            if (last.Ending == RunEnding.NotStarted)
                return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"{target.Name} cannot be started: {last.Errors}"]);
            if (FailureReader.Read(last, exits) is { } failure)
                failures.Add(failure);
        }

        var output = _surroundings.Out;
        await output.WriteLineAsync($"{VisibleText.Of(target.Name)} failed {failures.Count} of {times} times.");
        foreach (var cause in failures.GroupBy(static failure => failure))
            await output.WriteLineAsync(VisibleText.Of($"  {cause.Key.Id}  {cause.Key.Kind}, {cause.Key.Site} (CWE-{cause.Key.Cwe}), {cause.Count()} times"));
        if (failures.Count == 0)
            await output.WriteLineAsync($"It ended with exit code {last!.Code}.");
        return failures.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
    }
}
