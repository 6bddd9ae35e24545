using System.CommandLine;
using Leadglass.Findings;

namespace Leadglass.Cli.Output;

/// <summary>The options about reports, the same on every command that makes one.</summary>
internal sealed class ReportOutput
{
    private readonly Option<string> _format = new("--format", "-f") { Description = "Format on standard output.", DefaultValueFactory = _ => "text" };
    private readonly Option<string[]> _output = new("--output", "-o")
    {
        Description = $"Also write the report to a file; its extension says the format ({ReportFormats.Extensions}). May be repeated.",
        HelpName = "file",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> _failOn = new("--fail-on") { Description = "Least severity that makes the exit code 1.", DefaultValueFactory = _ => "high" };
    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "An earlier report (.json): say what is new, fixed and unchanged, and let only what is new make the exit code 1.",
        HelpName = "file",
    };

    private readonly Option<bool> _redact = new("--redact") { Description = "Hide AE titles, addresses and host names behind stable names such as host-1." };
    private readonly Option<bool> _all = new("--all") { Description = "Show every finding, not only what to fix first." };
    private readonly Option<string> _color = new("--color") { Description = "Colour on the terminal.", DefaultValueFactory = _ => "auto" };

    public ReportOutput()
    {
        _format.AcceptOnlyFromAmong(ReportFormats.Names);
        _failOn.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<Severity>().Select(n => n.ToLowerInvariant()).ToArray());
        _color.AcceptOnlyFromAmong("auto", "always", "never");
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="namesFiles">Whether the user names the report files; where not, the command has a place for them.</param>
    public void AddTo(Command command, bool namesFiles = true)
    {
        foreach (var option in new Option[] { _format, _output, _failOn, _baseline, _redact, _all, _color })
        {
            if (namesFiles || option != _output)
                command.Add(option);
        }
    }

    /// <summary>Reads the options, opens the files, loads the baseline.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="surroundings">Standard output and what it can show.</param>
    /// <param name="errors">Takes every error.</param>
    /// <param name="paths">The report files, where the user does not name them.</param>
    /// <param name="onePage">Whether only what fits on one sheet is written.</param>
    public ReportSink Open(ParseResult parsed, Surroundings surroundings, List<string> errors, IEnumerable<string>? paths = null, bool onePage = false)
    {
        var files = new List<ReportFile>();
        foreach (var path in paths ?? parsed.GetValue(_output)!)
        {
            if (ReportFile.TryOpen(path, out var error) is { } file)
                files.Add(file);
            else
                errors.Add(error);
        }

        var color = parsed.GetValue(_color);
        return new ReportSink(surroundings, ReportFormats.OfName(parsed.GetValue(_format)!), files)
        {
            Baseline = LoadBaseline(parsed.GetValue(_baseline), errors),
            Redacts = parsed.GetValue(_redact),
            Options = new ReportOptions
            {
                Width = surroundings.Width,
                Color = color == "always" || (color == "auto" && surroundings.Color),
                Unicode = surroundings.Unicode,
                All = parsed.GetValue(_all),
                OnePage = onePage,
                ExitPolicy = new ExitPolicy { FailOn = Enum.Parse<Severity>(parsed.GetValue(_failOn)!, ignoreCase: true) },
            },
        };
    }

    /// <summary>The format of an answer that is no report: text or JSON, on standard output only.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="switch">What asked for the answer.</param>
    /// <param name="errors">Takes every error: options that belong to reports, another format.</param>
    public ReportFormat FormatOfPlainAnswer(ParseResult parsed, string @switch, List<string> errors)
    {
        foreach (var option in new Option[] { _output, _failOn, _baseline, _redact, _all })
        {
            if (parsed.GetResult(option) is { Implicit: false })
                errors.Add($"{@switch} makes no report: {option.Name} has no meaning with it");
        }

        var name = parsed.GetValue(_format)!;
        if (name is not ("text" or "json"))
            errors.Add($"{@switch} writes text or json, not {name}");
        return ReportFormats.OfName(name);
    }

    /// <summary>Refuses what a command cannot do whose reports come from files: they are compared already, and which of their words are sensitive is not known any more.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="command">The command.</param>
    /// <param name="errors">Takes every error.</param>
    public void RefuseComparison(ParseResult parsed, string command, List<string> errors)
    {
        Refuse(parsed, _baseline, command, errors);
        RefuseRedaction(parsed, command, errors);
    }

    /// <summary>Refuses redaction where reports come from files.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="command">The command.</param>
    /// <param name="errors">Takes every error.</param>
    public void RefuseRedaction(ParseResult parsed, string command, List<string> errors) => Refuse(parsed, _redact, command, errors);

    /// <summary>Refuses formats that cannot hold what is asked for, on standard output and in files.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="switch">What asked for it.</param>
    /// <param name="formats">The formats that can.</param>
    /// <param name="errors">Takes every error.</param>
    public void RefuseAllBut(ParseResult parsed, string @switch, IReadOnlyCollection<ReportFormat> formats, List<string> errors)
    {
        if (!formats.Contains(ReportFormats.OfName(parsed.GetValue(_format)!)))
            errors.Add($"{@switch} writes {string.Join(", ", formats.Select(ReportFormats.NameOf))}, not {parsed.GetValue(_format)}");
        foreach (var path in parsed.GetValue(_output)!)
        {
            if (ReportFormats.OfExtension(Path.GetExtension(path)) is { } format && !formats.Contains(format))
                errors.Add($"--output {path}: {@switch} writes {string.Join(", ", formats.Select(ReportFormats.NameOf))}");
        }
    }

    private static void Refuse(ParseResult parsed, Option option, string command, List<string> errors)
    {
        if (parsed.GetResult(option) is { Implicit: false })
            errors.Add($"{option.Name} has no meaning with {command}");
    }

    private static Report? LoadBaseline(string? path, List<string> errors) => path is null ? null : ReadReport(path, $"--baseline {path}", errors);

    /// <summary>Reads a JSON report from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What an error calls it.</param>
    /// <param name="errors">Takes why it cannot be read.</param>
    public static Report? ReadReport(string path, string name, List<string> errors)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonReport.Read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ReportFormatException)
        {
            errors.Add($"{name}: {e.Message}");
            return null;
        }
    }
}
