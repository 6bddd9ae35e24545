using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz run</c>: a campaign of any kind, as a file says it.</summary>
internal sealed class FuzzRunCommand : Command
{
    /// <summary>What says only what would be done.</summary>
    public const string DryRunOption = "--dry-run";

    private readonly Surroundings _surroundings;
    private readonly IReadOnlyList<Command> _kinds;
    private readonly Argument<string> _file = new("campaign") { Description = "The campaign file (YAML).", HelpName = "campaign.yaml" };
    private readonly Option<bool> _dryRun = new(DryRunOption) { Description = "Say what would be done; run nothing, write nothing." };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">Where to write.</param>
    /// <param name="kinds">The commands that a file can stand for.</param>
    public FuzzRunCommand(Surroundings surroundings, IReadOnlyList<Command> kinds)
        : base("run", "Runs a campaign of any kind as a file says it: leadglass fuzz run campaign.yaml")
    {
        _surroundings = surroundings;
        _kinds = kinds;
        Add(_file);
        Add(_dryRun);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_file)!;
        var errors = new List<string>();
        var words = Words(parsed, path, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        var made = parsed.RootCommandResult.Command.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (made.Errors.Count > 0 || made.CommandResult.Command.Action is not AsynchronousCommandLineAction action)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [.. made.Errors.Select(error => $"{path}: {error.Message}")]);
        return await action.InvokeAsync(made, cancellationToken);
    }

    private List<string> Words(ParseResult parsed, string path, List<string> errors)
    {
        if (ReadFile(path, errors) is not { } file)
            return [];
        var kind = file.Entries.FirstOrDefault(static entry => entry.Key == "kind");
        var names = _kinds.Select(static command => command.Name).ToList();
        if (kind is null)
        {
            errors.Add($"{path}: 'kind' is missing: {string.Join(", ", names)}");
            return [];
        }
        var wanted = string.Join(", ", kind.Values);
        if (_kinds.FirstOrDefault(command => command.Name == wanted) is not { } command)
        {
            var near = EditDistance.Nearest(wanted, names);
            errors.Add($"{path}:{kind.Line}: '{wanted}' is no kind of campaign that this version runs; {(near is null ? $"there are {string.Join(", ", names)}" : $"did you mean '{near}'?")}");
            return [];
        }
        var made = new CampaignCommandLine(path, command, errors).WordsOf(file);
        string[] statement = file.Statement is null ? [] : [$"{FuzzCampaignOptions.StatementOption}={path}"];
        if (parsed.GetValue(_dryRun) && command.Options.All(static option => option.Name != DryRunOption))
            errors.Add($"{DryRunOption}: a campaign of kind {command.Name} cannot say what it would do");
        return ["fuzz", command.Name, .. statement, .. parsed.GetValue(_dryRun) ? [DryRunOption] : Array.Empty<string>(), .. made];
    }

    /// <summary>Reads a campaign file; null, and every error, where it is none.</summary>
    public static CampaignFile? ReadFile(string path, List<string> errors)
    {
        try
        {
            using var reader = new StreamReader(path);
            return CampaignFile.Read(reader, path, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add($"{path}: {e.Message}");
            return null;
        }
    }
}
