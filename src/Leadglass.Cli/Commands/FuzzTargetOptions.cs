using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Cli.Commands;

/// <summary>The program under test and what one run of it may cost: the same on every command that runs it.</summary>
/// <param name="takesFile">The program reads a file; false for a client, that may also be started by somebody else.</param>
internal sealed class FuzzTargetOptions(bool takesFile = true)
{
    private static readonly ExecutionLimits Usual = new();

    private readonly Argument<string[]> _program = new("program") { Description = takesFile ? $"Behind --: the program and its arguments; {CommandTarget.Placeholder} stands for the file." : "Behind --: the client's program and its arguments, to be started for each case and watched.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _timeout = new("--timeout") { Description = "Time for one run, on the clock and of the processor.", HelpName = "time", DefaultValueFactory = _ => "5s" };
    private readonly Option<int> _memory = new("--memory") { Description = "Memory for one run, in MiB.", HelpName = "MiB", DefaultValueFactory = _ => (int)(Usual.Memory >> 20) };
    private readonly Option<string?> _exits = new("--exits") { Description = "Exit codes that the program may end with, such as 0,1. Default: any below 128.", HelpName = "codes" };

    /// <summary>The options behind its arguments.</summary>
    public IReadOnlyList<Option> Options => [_timeout, _memory, _exits];

    public void AddTo(Command command)
    {
        command.Add(_program);
        foreach (var option in Options)
            command.Add(option);
    }

    /// <summary>Reads the program; null where there is none, which is an error unless somebody else starts it.</summary>
    public CommandTarget? Target(ParseResult parsed, List<string> errors) =>
        !takesFile && parsed.GetValue(_program) is null or { Length: 0 } ? null : Target(parsed.GetValue(_program) ?? [], errors);

    /// <summary>Reads the program of a command with other words in front of <c>--</c>, any number of them.</summary>
    public (IReadOnlyList<string> Others, CommandTarget? Target) OthersAndTarget(ParseResult parsed, List<string> errors)
    {
        var words = parsed.GetValue(_program) ?? [];
        var behind = parsed.Tokens.Reverse().TakeWhile(static token => token.Type != TokenType.DoubleDash).Count();
        var others = behind == parsed.Tokens.Count ? words.Length : words.Length - behind;
        return (words[..others], Target(words[others..], errors));
    }

    private CommandTarget? Target(IReadOnlyList<string> words, List<string> errors)
    {
        if (CommandTarget.TryRead(words, takesFile, out var error) is { } target)
            return target;
        errors.Add(error);
        return null;
    }

    public ExecutionLimits Limits(ParseResult parsed, List<string> errors)
    {
        var wall = Time("--timeout", parsed.GetValue(_timeout), errors) ?? Usual.Wall;
        var memory = parsed.GetValue(_memory);
        if (memory is < 16 or > 1 << 20)
            errors.Add("--memory must be between 16 and 1048576 MiB");
        return Usual with { Wall = wall, CpuSeconds = Math.Max(1, (int)Math.Ceiling(wall.TotalSeconds)), Memory = (long)memory << 20 };
    }

    public IReadOnlyList<int> DeclaredExits(ParseResult parsed, List<string> errors)
    {
        var codes = new List<int>();
        foreach (var word in (parsed.GetValue(_exits) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code < 256)
                codes.Add(code);
            else
                errors.Add($"--exits: {word} is no exit code");
        }
        return codes;
    }

    /// <summary>Reads a dictionary in the format of AFL; empty where none is given.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Tokens(string? file, List<string> errors)
    {
        try
        {
            return file is null ? [] : TokenDictionary.Read(file, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"--dictionary: {e.Message}");
            return [];
        }
    }

    /// <summary>How the program does on a harmless file: says under which limits a campaign would have run it.</summary>
    public static Task<Baseline> BaselineAsync(CommandTarget target, ExecutionLimits limits, IReadOnlyList<int> exits, TimeProvider time, CancellationToken cancellation) =>
        Baseline.TakeAsync(tried => new CommandExecutor(target, tried, time), limits, [SeedCorpus.All[0]], exits, cancellation);

    /// <summary>A time such as <c>500ms</c>, <c>40s</c>, <c>10m</c> or <c>8h</c>; null where it is not given or wrong.</summary>
    public static TimeSpan? Time(string option, string? text, List<string> errors)
    {
        if (text is null)
            return null;
        (string Unit, double Seconds)[] units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];
        foreach (var (unit, seconds) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(text[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000)
                return TimeSpan.FromSeconds(number * seconds);
        }
        errors.Add($"{option}: {text} is no time; write 500ms, 40s, 10m or 8h");
        return null;
    }
}
