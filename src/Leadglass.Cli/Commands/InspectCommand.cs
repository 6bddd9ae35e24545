using System.CommandLine;
using System.CommandLine.Parsing;
using Leadglass.Cli.Output;
using Leadglass.Dicom.Data;
using Leadglass.Findings;
using Leadglass.Inspection;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Maps;
using Leadglass.Inspection.Observations;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass inspect</c>: is this image also a program?</summary>
internal sealed class InspectCommand : Command
{
    private const string StandardInput = "-";

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

        var tool = $"leadglass {Exposure.Probing.Identity.Version}";
        var startedAt = _surroundings.Time.GetUtcNow();
        sink.Start(tool, "inspect", startedAt);
        var report = new InspectionReport(policy);
        var gate = new Lock();
        var done = 0;
        using (var progress = ProgressLine.Start(_surroundings, files.Count))
        {
            try
            {
                await Parallel.ForEachAsync(files, cancellationToken, (path, token) =>
                {
                    InspectFile(path, Keep, Unread, token);
                    lock (gate)
                        progress.Show(++done, $"{done:N0} of {files.Count:N0} files");
                    return ValueTask.CompletedTask;
                });
            }
            catch (OperationCanceledException)
            {
                // What was looked at before is in the report.
            }
        }

        var finished = report.Build(tool, startedAt, _surroundings.Time.GetUtcNow(), cancellationToken.IsCancellationRequested);
        // People name files after patients.
        return sink.Finish(finished, finished.Targets.Select(static target => new SensitiveValue(SensitiveKind.Name, target.Id)));

        void Keep(string path, FileObservation file)
        {
            lock (gate)
            {
                var (target, findings) = report.Add(path, file);
                sink.Stream(target, findings);
            }
        }

        void Unread(string path, string reason)
        {
            lock (gate)
                report.AddUnread(path, reason);
        }
    }

    private async Task<int> ExplainAsync(ParseResult parsed, List<string> errors)
    {
        var paths = parsed.GetValue(_paths)!;
        var format = _output.FormatOfPlainAnswer(parsed, "--explain", errors);
        if (paths is not [var path] || (path != StandardInput && !File.Exists(path)))
            errors.Add("--explain takes one file");
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        using var stored = paths[0] == StandardInput ? Stored(Console.OpenStandardInput()) : null;
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
            if (path == StandardInput || File.Exists(path))
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

    private static void InspectFile(string path, Action<string, FileObservation> keep, Action<string, string> unread, CancellationToken cancellationToken)
    {
        try
        {
            using var stored = path == StandardInput ? Stored(Console.OpenStandardInput()) : null;
            using var source = stored is null ? ByteSource.Open(path) : ByteSource.From(stored);
            InspectSource(path, source, keep, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unread(path, e.Message);
        }
    }

    private static void InspectSource(string path, ByteSource source, Action<string, FileObservation> keep, CancellationToken cancellationToken)
    {
        if (!ExchangeSet.IsArchive(source))
        {
            keep(path, FileInspector.Inspect(source));
            return;
        }

        var (problems, notSeen) = (new List<string>(), new List<string>());
        foreach (var (name, bytes) in ExchangeSet.Members(source, problems, notSeen))
        {
            cancellationToken.ThrowIfCancellationRequested();
            keep($"{path}!{name}", FileInspector.Inspect(ByteSource.From(bytes)));
        }

        keep(path, new FileObservation { IsDicom = false, Format = "exchange set", Length = source.Length, ArchiveProblems = problems, NotSeen = notSeen });
    }

    /// <summary>Standard input cannot be read twice: it is kept in a file that nobody else sees and that goes when it is closed.</summary>
    private static FileStream Stored(Stream input)
    {
        var stored = new FileStream(Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        input.CopyTo(stored);
        stored.Position = 0;
        return stored;
    }
}
