using System.CommandLine;
using System.Globalization;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;

namespace Leadglass.Cli.Commands;

/// <summary>
/// Turns a campaign file into the words of the command that it stands for. Keys are the names of the command's options and arguments, so that a kind of
/// campaign has its keys by being a command; two sections group those that say when to end and what one run may cost.
/// </summary>
/// <param name="source">The file, for messages.</param>
/// <param name="command">The command of the file's kind.</param>
/// <param name="errors">Takes every error, with its line.</param>
internal sealed class CampaignCommandLine(string source, Command command, List<string> errors)
{
    private const string Hours = "stop.hours";
    private const string Kind = "kind";

    /// <summary>Options whose key is not their name.</summary>
    private static readonly Dictionary<string, string> Places = new()
    {
        ["--cases"] = "stop.cases",
        ["--duration"] = "stop.duration",
        ["--timeout"] = "limits.timeout",
        ["--memory"] = "limits.memory",
        ["--scope"] = "allow",
    };

    /// <summary>Options of somebody who sits at the terminal, or that <c>fuzz run</c> gives itself.</summary>
    private static readonly string[] NotInFiles = ["--help", FuzzRunCommand.DryRunOption, "--replay", FuzzCampaignOptions.StatementOption, "--color", "--debug"];

    private readonly Dictionary<string, Option> _options =
        command.Options.Where(static option => !option.Hidden && !NotInFiles.Contains(option.Name)).ToDictionary(static option => Places.GetValueOrDefault(option.Name, option.Name.TrimStart('-')));

    private readonly List<string> _words = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _arguments = [];

    /// <summary>The words behind the command's name; not to be used where there are errors.</summary>
    /// <param name="file">The file.</param>
    public IReadOnlyList<string> WordsOf(CampaignFile file)
    {
        foreach (var entry in file.Entries.Where(static entry => entry.Key != Kind))
        {
            if (entry.Key == Hours && _options.ContainsKey("stop.duration"))
                AddHours(entry, file);
            else if (_options.TryGetValue(entry.Key, out var option))
                Add(entry, option);
            else if (command.Arguments.FirstOrDefault(argument => argument.Name == entry.Key) is { } argument)
                Add(entry, argument);
            else
                Unknown(entry);
        }
        foreach (var argument in command.Arguments.Where(argument => !_arguments.ContainsKey(argument.Name) && argument.Arity.MinimumNumberOfValues > 0))
            errors.Add($"{source}: '{argument.Name}' is missing: {argument.Description}");
        var alone = command.Arguments.Where(static argument => !IsLine(argument)).SelectMany(argument => _arguments.GetValueOrDefault(argument.Name, []));
        var line = command.Arguments.Where(IsLine).SelectMany(argument => _arguments.GetValueOrDefault(argument.Name, [])).ToList();
        return [.. alone, .. _words, .. line.Count > 0 ? ["--"] : Array.Empty<string>(), .. line];
    }

    /// <summary>Whether an argument is a whole command line, which stands behind <c>--</c>.</summary>
    private static bool IsLine(Argument argument) => argument.Arity.MaximumNumberOfValues > 1;

    private void Add(CampaignEntry entry, Argument argument)
    {
        // One text is split at blanks, as the parts of a command line that nobody quoted.
        var values = IsLine(argument) && !entry.IsList ? entry.Values[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) : entry.Values;
        if (values.Count == 0 || (values.Count > 1 && !IsLine(argument)))
            Wrong(entry, $"'{entry.Key}' must be {(IsLine(argument) ? "a command line: a text, or a list of its parts" : "one text")}");
        else if (!IsLine(argument) && values[0].StartsWith('-'))
            Wrong(entry, $"'{entry.Key}' must not begin with -");
        else
            _arguments[entry.Key] = values;
    }

    private void Add(CampaignEntry entry, Option option)
    {
        if (option.ValueType == typeof(bool))
        {
            if (entry.Values is not ["true" or "false"])
                Wrong(entry, $"'{entry.Key}' must be true or false");
            else if (entry.Values[0] == "true")
                _words.Add(option.Name);
        }
        else if (option.ValueType.IsArray)
        {
            _words.AddRange(entry.Values.Select(value => $"{option.Name}={value}"));
        }
        else
        {
            var value = string.Join(',', entry.Values);
            Check(entry, option, value);
            _words.Add($"{option.Name}={value}");
        }
    }

    /// <summary>Says here, with its line, what the command could only say about an option.</summary>
    private void Check(CampaignEntry entry, Option option, string value)
    {
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        if (option.HelpName == FuzzCampaignOptions.TimeName)
            FuzzTargetOptions.Time($"{source}:{entry.Line}: '{entry.Key}'", value, errors);
        else if (type == typeof(int) && !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            Wrong(entry, $"'{entry.Key}' must be a whole number up to {int.MaxValue}");
        else if ((type == typeof(long) || type == typeof(ulong)) && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            Wrong(entry, $"'{entry.Key}' must be a whole number up to {long.MaxValue}");
        else if (type == typeof(double) && !double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            Wrong(entry, $"'{entry.Key}' must be a number");
    }

    private void AddHours(CampaignEntry entry, CampaignFile file)
    {
        const double Most = 240;
        if (file.Entries.Any(static other => other.Key == "stop.duration"))
            Wrong(entry, "'stop' has 'hours' and 'duration': one of them says when to end");
        else if (!double.TryParse(entry.Values[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) || hours is <= 0 or > Most)
            Wrong(entry, $"'hours' must be a number above 0 and at most {Most}");
        else
            _words.Add(string.Create(CultureInfo.InvariantCulture, $"--duration={Math.Max(1, (int)Math.Round(hours * 3600))}s"));
    }

    private void Unknown(CampaignEntry entry)
    {
        string[] known = [.. _options.Keys, .. command.Arguments.Select(static argument => argument.Name), Kind, "scope", "statement", .. _options.ContainsKey("stop.duration") ? [Hours] : Array.Empty<string>()];
        var near = EditDistance.Nearest(LastOf(entry.Key), known.Select(LastOf));
        var meant = known.FirstOrDefault(key => LastOf(key) == near);
        Wrong(entry, $"'{entry.Key}' is not known to kind {command.Name}{(meant is null ? $"; the keys are {string.Join(", ", known.Order(StringComparer.Ordinal))}" : $"; did you mean '{meant}'?")}");
    }

    private static string LastOf(string key) => key[(key.LastIndexOf('.') + 1)..];

    private void Wrong(CampaignEntry entry, string message) => errors.Add($"{source}:{entry.Line}: {message}");
}
