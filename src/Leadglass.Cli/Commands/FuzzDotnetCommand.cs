using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Findings;
using Leadglass.Fuzzing;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Managed;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz dotnet</c>: a campaign against a method, guided by what runs in it.</summary>
internal sealed class FuzzDotnetCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _report = new();
    private readonly Argument<string> _assembly = new("assembly") { Description = "The assembly (.dll); what it needs stands beside it." };
    private readonly Argument<string> _method = new("method") { Description = "TYPE.METHOD: static, with one parameter of byte[], ReadOnlyMemory<byte>, ReadOnlySpan<byte> or Stream." };
    private readonly Option<string[]> _also = new("--also") { Description = "Another assembly beside it whose blocks are counted, such as the library that the method calls. May be repeated.", HelpName = "name.dll", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _throws = new("--throws") { Description = "Exceptions that the method may throw, such as FormatException,MyException; with those derived from them.", HelpName = "types" };
    private readonly Option<string> _folder = new("--output", "-o") { Description = "Folder of the campaign, new: state, reproducers, evidence.", HelpName = "folder", DefaultValueFactory = _ => "leadglass-fuzz" };
    private readonly Option<string?> _duration = new("--duration") { Description = "How long to search; making reproducers smaller may take as long again. Default: 60s where --cases is not given.", HelpName = "time" };
    private readonly Option<long?> _cases = new("--cases") { Description = "After how many cases to end.", HelpName = "n" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of all randomness.", HelpName = "n", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _seeds = new("--seeds") { Description = "Folder of inputs to start from, DICOM or not, instead of the files that Leadglass makes.", HelpName = "folder" };
    private readonly Option<string> _timeout = new("--timeout") { Description = "Time for one input.", HelpName = "time", DefaultValueFactory = _ => "5s" };
    private readonly Option<int> _memory = new("--memory") { Description = "The managed heap, in MiB.", HelpName = "MiB", DefaultValueFactory = _ => 512 };
    private readonly Option<string?> _replay = new("--replay") { Description = "Only run the method on this file and say what happens.", HelpName = "file" };
    private readonly Option<bool> _embargo = new("--embargo") { Description = "Leave out of report and evidence what would allow somebody to make a reproducer." };

    public FuzzDotnetCommand(Surroundings surroundings)
        : base("dotnet", "Runs a method of .NET on broken inputs, guided by coverage: leadglass fuzz dotnet ASSEMBLY TYPE.METHOD")
    {
        _surroundings = surroundings;
        Add(_assembly);
        Add(_method);
        foreach (var option in new Option[] { _also, _throws, _folder, _duration, _cases, _seed, _seeds, _timeout, _memory, _replay, _embargo })
            Add(option);
        _report.AddTo(this, namesFiles: false);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var target = Target(parsed, errors);
        // The worker is this program once more; where it is one file, the libraries that a target needs are not all in it.
        var host = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass");
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "leadglass.dll")))
            errors.Add("fuzz dotnet needs the build of leadglass that runs on an installed .NET, not the single file");
        var duration = FuzzTargetOptions.Time("--duration", parsed.GetValue(_duration), errors);
        var wall = FuzzTargetOptions.Time("--timeout", parsed.GetValue(_timeout), errors);
        if (parsed.GetValue(_cases) is <= 0)
            errors.Add("--cases must be at least 1");
        if (parsed.GetValue(_memory) is < 64 or > 1 << 20)
            errors.Add("--memory must be between 64 and 1048576 MiB");
        var folder = new CampaignFolder(parsed.GetValue(_folder)!);
        if (parsed.GetValue(_replay) is null && folder.Read() is not null)
            errors.Add($"{folder.Path} holds a campaign already. Use another --output.");
        IReadOnlyList<Seed> seeds = SeedCorpus.All;
        if (parsed.GetValue(_seeds) is { } from)
        {
            seeds = SeedFolder.ReadAny(from);
            if (seeds.Count == 0)
                errors.Add($"--seeds {from}: there is no file of 1 byte to {SeedFolder.LargestSeed >> 20} MiB in it");
        }
        if (errors.Count > 0 || target is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var limits = new ExecutionLimits { Wall = wall!.Value, Memory = (long)parsed.GetValue(_memory) << 20 };
        ManagedExecutor executor;
        try
        {
            executor = new ManagedExecutor(target, limits, host, _surroundings.Time);
        }
        catch (BadImageFormatException e)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{target.Assembly}, or an assembly of --also, is no assembly of .NET: {e.Message}"]);
        }
        using (executor)
        {
            if (parsed.GetValue(_replay) is { } file)
                return await ReplayAsync(executor, file, cancellationToken);
            var options = new CampaignOptions
            {
                Target = new CampaignTarget(TargetKind.Method, target.Assembly, [$"{target.Type}.{target.Method}"], CampaignTarget.HashOf(target.Assembly)),
                Seeds = seeds,
                SeedsFolder = parsed.GetValue(_seeds) is { } path ? Path.GetFullPath(path) : null,
                Seed = parsed.GetValue(_seed),
                Duration = duration ?? (parsed.GetValue(_cases) is null ? TimeSpan.FromSeconds(60) : null),
                Cases = parsed.GetValue(_cases),
                Limits = limits,
                MinimizeBudget = 1000,
            };
            return await SearchAsync(parsed, new ManagedCampaign(target, options, folder, executor, FuzzCampaignOptions.Tool, _surroundings.Time), options, folder, cancellationToken);
        }
    }

    private async Task<int> SearchAsync(ParseResult parsed, ManagedCampaign campaign, CampaignOptions options, CampaignFolder folder, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        Directory.CreateDirectory(folder.Path);
        using var sink = _report.Open(parsed, _surroundings, errors, FuzzCampaignOptions.Reports.Select(name => Path.Combine(folder.Path, name)));
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        CampaignResult result;
        using (var progress = new FuzzProgress(_surroundings))
            result = await campaign.RunAsync(progress, cancellationToken);
        var embargo = parsed.GetValue(_embargo);
        folder.Write(Evidence.Of(result.State, options.Seeds, embargo));
        var report = CampaignReport.Build("fuzz dotnet", result, embargo);
        sink.Start(report.Tool, report.Command, report.StartedAt);
        return sink.Finish(report, []);
    }

    private async Task<int> ReplayAsync(ManagedExecutor executor, string file, CancellationToken cancellationToken)
    {
        var run = await executor.RunAsync(await File.ReadAllBytesAsync(file, cancellationToken), cancellationToken);
        if (run.Ending == RunEnding.NotStarted || run is { Ending: RunEnding.Exited, Code: 2 })
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"it cannot be started: {run.Errors.Trim()}"]);
        var failure = FailureReader.Read(run, []);
        await _surroundings.Out.WriteLineAsync(VisibleText.Of(failure is null ? "It came back, or refused with an exception that is declared." : $"{failure.Id}  {failure.Kind}, {failure.Site} (CWE-{failure.Cwe})"));
        foreach (var line in failure is null ? [] : run.Errors.Split('\n').Take(20))
            await _surroundings.Out.WriteLineAsync(VisibleText.Of(line.TrimEnd()));
        return failure is null ? ExitCode.Clean : ExitCode.Findings;
    }

    private ManagedTarget? Target(ParseResult parsed, List<string> errors)
    {
        var assembly = Path.GetFullPath(parsed.GetValue(_assembly)!);
        var name = parsed.GetValue(_method)!;
        var dot = name.LastIndexOf('.');
        var also = parsed.GetValue(_also)!;
        if (!File.Exists(assembly))
            errors.Add($"{assembly}: there is no such assembly");
        else
            errors.AddRange(also.Where(other => !File.Exists(Path.Combine(Path.GetDirectoryName(assembly)!, Path.GetFileName(other)))).Select(other => $"--also {other}: does not stand beside {assembly}"));
        if (dot <= 0 || dot == name.Length - 1)
            errors.Add($"{name}: name a type and a method, such as My.Library.Reader.Read");
        return errors.Count > 0 ? null : new ManagedTarget(
            assembly, name[..dot], name[(dot + 1)..], [.. also.Select(static other => Path.GetFileName(other)).Prepend(Path.GetFileName(assembly)).Distinct(StringComparer.Ordinal)],
            (parsed.GetValue(_throws) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
