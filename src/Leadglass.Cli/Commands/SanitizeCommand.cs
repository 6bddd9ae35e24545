using System.CommandLine;
using System.CommandLine.Parsing;
using Leadglass.Cli.Output;
using Leadglass.Findings;
using Leadglass.Inspection.Policies;
using Leadglass.Inspection.Sanitising;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass sanitize</c>: a clean copy of what came from outside.</summary>
internal sealed class SanitizeCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly PolicyOption _policy = new();
    private readonly Argument<string> _in = new("in") { Description = "A file or folder. It is only read." };
    private readonly Argument<string> _out = new("out") { Description = "The clean copy: a file for a file, a folder for a folder." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be done, and write nothing." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace copies and manifests that are there. Never an original." };
    private readonly Option<string?> _quarantine = new("--quarantine") { Description = "A folder that gets what is taken out, each piece under its SHA-256.", HelpName = "folder" };
    private readonly Option<string?> _manifest = new("--manifest") { Description = "Where the manifest goes; beside OUT with .manifest.json by default.", HelpName = "file" };
    private readonly Option<string?> _sign = new("--sign") { Description = "ECDSA private key (PEM) that signs the manifest into FILE.sig.", HelpName = "key.pem" };

    public SanitizeCommand(Surroundings surroundings)
        : base("sanitize", "Makes clean copies of DICOM files by a policy, and proves that everything else is the same.")
    {
        _surroundings = surroundings;
        Add(_in);
        Add(_out);
        Add(_policy);
        foreach (var option in new Option[] { _dryRun, _overwrite, _quarantine, _manifest, _sign })
            Add(option);
        _output.AddTo(this);
        Add(PolicyCommand());
        Add(StatementCommand());
        Add(new SanitizeVerifyCommand(surroundings));
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var (output, isDryRun, overwrite) = (parsed.GetValue(_out)!, parsed.GetValue(_dryRun), parsed.GetValue(_overwrite));
        var policy = _policy.Read(parsed, errors);
        var jobs = SanitizeJobs.Of(parsed.GetValue(_in)!, output, overwrite || isDryRun, errors);
        var manifest = parsed.GetValue(_manifest) ?? Path.TrimEndingDirectorySeparator(jobs is [var only] && File.Exists(parsed.GetValue(_in)) ? only.Output : output) + ".manifest.json";
        if (!overwrite && !isDryRun && File.Exists(manifest))
            errors.Add($"{manifest}: already there; --overwrite replaces it");
        using var key = SignedManifest.Key(parsed.GetValue(_sign), errors);
        using var sink = _output.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var tool = $"leadglass {Exposure.Probing.Identity.Version}";
        var startedAt = _surroundings.Time.GetUtcNow();
        sink.Start(tool, "sanitize", startedAt);
        var report = new SanitiseReport();
        var sanitiser = new Sanitiser(policy, Folder(isDryRun ? null : parsed.GetValue(_quarantine)));
        await MakeAsync(jobs, job => isDryRun ? sanitiser.Plan(job.Input) : Copy(sanitiser, job, overwrite), report, sink, cancellationToken);

        var finishedAt = _surroundings.Time.GetUtcNow();
        var problem = isDryRun ? null : SignedManifest.Save(manifest, SanitiseManifest.Write(tool, policy, finishedAt, key?.Id, report.Files, Path.GetDirectoryName(Path.GetFullPath(manifest))!), key);
        var finished = report.Build(tool, startedAt, finishedAt, cancellationToken.IsCancellationRequested);
        // People name files after patients.
        var names = report.Files.SelectMany(static file => file.Output is null ? [file.Input] : new[] { file.Input, file.Output });
        var exitCode = sink.Finish(finished, names.Select(static name => new SensitiveValue(SensitiveKind.Name, name)));
        if (problem is null)
            return exitCode;
        await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(problem)}. The copies are in place, without a manifest.");
        return ExitCode.Incomplete;
    }

    private async Task MakeAsync(IReadOnlyList<(string Input, string Output)> jobs, Func<(string Input, string Output), SanitisedFile> make, SanitiseReport report, ReportSink sink, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        using var progress = ProgressLine.Start(_surroundings, jobs.Count);
        try
        {
            await Parallel.ForEachAsync(jobs, cancellationToken, (job, _) =>
            {
                var file = Try(job, make);
                lock (gate)
                {
                    var (target, findings) = report.Add(file);
                    sink.Stream(target, findings);
                    progress.Show(report.Files.Count, $"{report.Files.Count:N0} of {jobs.Count:N0} files");
                }

                return ValueTask.CompletedTask;
            });
        }
        catch (OperationCanceledException)
        {
            // What was copied before is in the report and in the manifest.
        }
    }

    private static SanitisedFile Try((string Input, string Output) job, Func<(string Input, string Output), SanitisedFile> make)
    {
        try
        {
            return make(job);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SanitisedFile(job.Input, SanitiseOutcome.Failed) { Reasons = [e.Message] };
        }
    }

    private static SanitisedFile Copy(Sanitiser sanitiser, (string Input, string Output) job, bool overwrite)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(job.Output))!);
        return sanitiser.Sanitise(job.Input, job.Output, overwrite);
    }

    private static string? Folder(string? path)
    {
        if (path is null)
            return null;
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(path).FullName;
        return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    private Command PolicyCommand()
    {
        var command = new Command("policy", "Prints the default policy as a file to change.");
        command.SetAction(_ => _surroundings.Out.Write(PolicyFile.Template));
        return command;
    }

    private Command StatementCommand()
    {
        var policyOption = new PolicyOption();
        var command = new Command("statement", "Prints the paragraph that PS3.10 §7.5 asks for in a conformance statement, for the policy in force.") { policyOption };
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            var policy = policyOption.Read(parsed, errors);
            if (errors.Count > 0)
                return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
            await _surroundings.Out.WriteLineAsync(VisibleText.Of(ConformanceStatement.Of(policy)));
            return ExitCode.Clean;
        });
        return command;
    }
}
