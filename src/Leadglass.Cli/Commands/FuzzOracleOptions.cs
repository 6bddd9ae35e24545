using System.CommandLine;
using System.CommandLine.Parsing;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Oracles;

namespace Leadglass.Cli.Commands;

/// <summary>Which oracles watch a program: the same on every command that runs one.</summary>
internal sealed class FuzzOracleOptions
{
    private static readonly string Names = string.Join(", ", OracleCatalogue.All.Select(static oracle => oracle.Name));

    private readonly Option<string?> _with = new("--oracle") { Description = $"Oracles that watch as well, of {Names}. By default: {string.Join(", ", OracleChoice.Usual.Names)}.", HelpName = "names" };
    private readonly Option<string?> _without = new("--no-oracle") { Description = "Oracles that do not watch.", HelpName = "names" };
    private readonly Option<string?> _beside = new("--beside") { Description = $"Another program that reads the same files, in one word, such as \"PROGRAM {CommandTarget.Placeholder}\": where it does not agree is a finding.", HelpName = "command" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _with, _without, _beside })
            command.Add(option);
    }

    /// <summary>Reads the choice.</summary>
    public OracleChoice Choice(ParseResult parsed, List<string> errors)
    {
        CommandTarget? beside = null;
        if (parsed.GetValue(_beside) is { } command)
        {
            beside = CommandTarget.TryRead([.. CommandLineParser.SplitCommandLine(command)], takesFile: true, out var error);
            if (beside is null)
                errors.Add($"--beside: {error}");
        }
        var added = Words("--oracle", parsed.GetValue(_with), errors);
        if (beside is null && parsed.GetValue(_beside) is null && added.Contains(OracleCatalogue.Disagreement))
            errors.Add($"--oracle {OracleCatalogue.Disagreement}: name the other program with --beside");
        var removed = Words("--no-oracle", parsed.GetValue(_without), errors);
        if (parsed.GetValue(_beside) is not null)
            added.Add(OracleCatalogue.Disagreement);
        var names = OracleChoice.Usual.Names.Union(added).Except(removed).ToHashSet();
        return new OracleChoice([.. OracleCatalogue.All.Select(static oracle => oracle.Name).Where(names.Contains)], names.Contains(OracleCatalogue.Disagreement) ? beside : null);
    }

    private static List<string> Words(string option, string? list, List<string> errors)
    {
        var names = (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        errors.AddRange(names.Where(static name => OracleCatalogue.Find(name) is null).Select(name => $"{option}: {name} is none of {Names}"));
        return names;
    }
}
