using System.CommandLine;
using System.CommandLine.Parsing;
using Leadglass.Cli.Output;
using Leadglass.Dicom.Data;
using Leadglass.Findings;
using Leadglass.Inspection.Maps;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass inspect</c>: is this image also a program?</summary>
internal sealed class InspectCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly PolicyOption _policy = new();
    private readonly Argument<string[]> _paths = new("path") { Description = "Files, folders, ZIP or TAR exchange sets; - for standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _explain = new("--explain") { Description = "Show one file as a map instead: every part with its place, what it is, and what it passes for. With --format text or json." };

    public InspectCommand(Surroundings surroundings)
        : base("inspect", "Tells what hides in files: programs, scripts, serialised objects, active documents, broken structure.")
    {
        _surroundings = surroundings;
        Add(_paths);
        Add(_policy);
        Add(_explain);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        if (parsed.GetValue(_explain))
            return await ExplainAsync(parsed, errors);
        var files = Files(parsed.GetValue(_paths)!, errors);
        var policy = _policy.Read(parsed, errors);
        using var sink = _output.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var report = await new InspectRunner(_surroundings, policy).ExamineAsync(files, sink, cancellationToken);
        // People name files after patients.
        return sink.Finish(report, report.Targets.Select(static target => new SensitiveValue(SensitiveKind.Name, target.Id)));
    }

    private async Task<int> ExplainAsync(ParseResult parsed, List<string> errors)
    {
        var paths = parsed.GetValue(_paths)!;
        var format = _output.FormatOfPlainAnswer(parsed, "--explain", errors);
        if (paths is not [var path] || (path != InspectRunner.StandardInput && !File.Exists(path)))
            errors.Add("--explain takes one file");
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        using var stored = paths[0] == InspectRunner.StandardInput ? InspectRunner.Stored(Console.OpenStandardInput()) : null;
        var map = FileMapper.Map(stored is null ? ByteSource.Open(paths[0]) : ByteSource.From(stored));
        if (format == ReportFormat.Json)
            FileMapWriter.WriteJson(paths[0], map, _surroundings.Out);
        else
            FileMapWriter.WriteText(paths[0], map, _surroundings.Out, _surroundings.Unicode);
        return ExitCode.Clean;
    }

    private static List<string> Files(string[] paths, List<string> errors)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (path == InspectRunner.StandardInput || File.Exists(path))
                files.Add(path);
            else if (Directory.Exists(path))
                files.AddRange(FilesBelow(path));
            else
                errors.Add($"{path}: no such file or folder");
        }

        if (files.Count == 0 && errors.Count == 0)
            errors.Add("there is no file in what was named");
        return [.. files.Distinct()];
    }

    /// <summary>The files of a folder, to the bottom; links are not followed.</summary>
    internal static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true })
            .Order(StringComparer.Ordinal);
}
