using System.CommandLine;
using System.Text.Json.Nodes;
using Leadglass.Findings;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Oracles;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz minimize</c>: makes a file smaller as long as a program fails on it in the same way.</summary>
internal sealed class FuzzMinimizeCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly FuzzAnswer _answer = new();
    private readonly FuzzTargetOptions _target = new();
    private readonly FuzzOracleOptions _oracles = new();
    private readonly Argument<string> _file = new("file") { Description = "A file on which the program fails." };
    private readonly Option<string> _to = new("--to") { Description = "Where the smaller file goes; never overwritten.", HelpName = "file", Required = true };
    private readonly Option<int> _budget = new("--runs") { Description = "How many files to try.", HelpName = "n", DefaultValueFactory = _ => 2000 };

    public FuzzMinimizeCommand(Surroundings surroundings)
        : base("minimize", "Makes a file smaller as long as a program fails on it in the same way: leadglass fuzz minimize FILE --to SMALLER -- PROGRAM @@")
    {
        _surroundings = surroundings;
        Add(_file);
        Add(_to);
        Add(_budget);
        _answer.AddTo(this);
        _target.AddTo(this);
        _oracles.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var target = _target.Target(parsed, errors);
        var limits = _target.Limits(parsed, errors);
        var exits = _target.DeclaredExits(parsed, errors);
        var oracles = _oracles.Choice(parsed, errors);
        var to = parsed.GetValue(_to)!;
        if (Path.Exists(to))
            errors.Add($"--to {to}: is there already");
        if (parsed.GetValue(_budget) < 1)
            errors.Add("--runs must be at least 1");
        if (errors.Count > 0 || target is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        ReadOnlyMemory<byte> bytes = await File.ReadAllBytesAsync(parsed.GetValue(_file)!, cancellationToken);
        limits = (await FuzzTargetOptions.BaselineAsync(target, limits, exits, _surroundings.Time, cancellationToken)).Limits;
        using var executor = new OracleExecutor(target, limits, oracles, SeedCorpus.All, exits, _surroundings.Time);
        if (FailureReader.Read(await executor.RunAsync(bytes, cancellationToken), exits) is not { } failure)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"{target.Name} does not fail on this file."]);

        var smallest = await new Minimizer(
            async candidate => FailureReader.Read(await executor.RunAsync(candidate, cancellationToken), exits)?.Id == failure.Id,
            parsed.GetValue(_budget)).RunAsync(bytes);
        await using (var stream = new FileStream(to, FileMode.CreateNew))
            await stream.WriteAsync(smallest, cancellationToken);

        var explanation = Explanation.Of(bytes, smallest, []);
        await _answer.WriteAsync(parsed, _surroundings,
            [$"{bytes.Length} bytes became {smallest.Length}: {to}", $"{failure.Kind}, {failure.Site} (CWE-{failure.Cwe})", explanation],
            new JsonObject
            {
                ["file"] = to,
                ["before"] = bytes.Length,
                ["bytes"] = smallest.Length,
                ["failure"] = FuzzReplayCommand.Document(failure),
                ["explanation"] = explanation,
            });
        return ExitCode.Findings;
    }
}
