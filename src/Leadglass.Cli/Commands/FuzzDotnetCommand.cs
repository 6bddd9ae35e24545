using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Managed;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz dotnet</c>: a campaign against a method, guided by what runs in it.</summary>
internal sealed class FuzzDotnetCommand : Command
{
    private const int MostJobs = 256;

    private readonly Surroundings _surroundings;
    // A run in process costs next to nothing: more of them may be spent on making a reproducer smaller.
    private readonly FuzzCampaignOptions _campaign = new(minimizeBudget: 1000);
    private readonly Argument<string> _assembly = new("assembly") { Description = "The assembly (.dll); what it needs stands beside it." };
    private readonly Argument<string> _method = new("method") { Description = "TYPE.METHOD: static, with one parameter of byte[], ReadOnlyMemory<byte>, ReadOnlySpan<byte> or Stream." };
    private readonly Option<string[]> _also = new("--also") { Description = "Another assembly beside it whose blocks are counted, such as the library that the method calls. May be repeated.", HelpName = "name.dll", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _throws = new("--throws") { Description = "Exceptions that the method may throw, such as FormatException,MyException; with those derived from them.", HelpName = "types" };
    private readonly Option<int> _jobs = new("--jobs") { Description = "Workers at once; with more than one, two runs are not the same.", HelpName = "n", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _seeds = new("--seeds") { Description = "Folder of inputs to start from, DICOM or not, instead of the files that Leadglass makes.", HelpName = "folder" };
    private readonly Option<bool> _patients = new("--allow-patient-data") { Description = "Take seeds although they name a patient." };
    private readonly Option<string> _timeout = new("--timeout") { Description = "Time for one input.", HelpName = "time", DefaultValueFactory = _ => "5s" };
    private readonly Option<int> _memory = new("--memory") { Description = "The managed heap, in MiB.", HelpName = "MiB", DefaultValueFactory = _ => 512 };
    private readonly Option<string?> _replay = new("--replay") { Description = "Only run the method on this file and say what happens.", HelpName = "file" };

    public FuzzDotnetCommand(Surroundings surroundings)
        : base("dotnet", "Runs a method of .NET on broken inputs, guided by coverage: leadglass fuzz dotnet ASSEMBLY TYPE.METHOD")
    {
        _surroundings = surroundings;
        Add(_assembly);
        Add(_method);
        foreach (var option in new Option[] { _also, _throws, _jobs, _seeds, _patients, _timeout, _memory, _replay })
            Add(option);
        _campaign.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var target = Target(parsed, errors);
        RequireHost(errors);
        var wall = FuzzTargetOptions.Time("--timeout", parsed.GetValue(_timeout), errors);
        if (parsed.GetValue(_jobs) is < 1 or > MostJobs)
            errors.Add($"--jobs must be between 1 and {MostJobs}");
        if (parsed.GetValue(_memory) is < 64 or > 1 << 20)
            errors.Add("--memory must be between 64 and 1048576 MiB");
        var replay = parsed.GetValue(_replay);
        if (replay is not null && !File.Exists(replay))
            errors.Add($"--replay {replay}: there is no such file");
        var options = _campaign.Fill(parsed, new CampaignOptions
        {
            Target = target is null ? null! : new CampaignTarget(TargetKind.Method, target.Assembly, target.Arguments, CampaignTarget.HashOf(target.Assembly)),
            Seeds = FuzzFileCommand.ReadSeeds(parsed.GetValue(_seeds), parsed.GetValue(_patients), needsDicom: false, errors),
            SeedsFolder = parsed.GetValue(_seeds) is { } path ? Path.GetFullPath(path) : null,
            Jobs = parsed.GetValue(_jobs),
            Limits = new ExecutionLimits { Wall = wall ?? TimeSpan.Zero, Memory = (long)parsed.GetValue(_memory) << 20, AddressSpace = false },
            ReplayCommand = target is null ? "" : FuzzCampaignOptions.Again(
                $"leadglass fuzz dotnet {string.Join(' ', target.Arguments.Prepend(target.Assembly).Select(CommandTarget.Quoted))} --replay {{0}}", parsed, [_timeout, _memory], null),
        }, errors);
        if (errors.Count > 0 || target is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        try
        {
            using var counted = InstrumentedTarget.WithBlocks(target);
            if (replay is not null)
            {
                using var executor = ExecutorOf(counted, options.Limits, _surroundings);
                return await ReplayAsync(executor, replay, cancellationToken);
            }
            using var compared = InstrumentedTarget.WithComparisons(target);
            return await SearchAsync(parsed, options, counted, compared, cancellationToken);
        }
        catch (BadImageFormatException e)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{target.Assembly}, or an assembly of --also, is no assembly of .NET: {e.Message}"]);
        }
    }

    /// <summary>What runs a method: this program once more.</summary>
    public static ManagedExecutor ExecutorOf(InstrumentedTarget target, ExecutionLimits limits, Surroundings surroundings) =>
        new(target, limits, Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass"), surroundings.Time);

    /// <summary>Refuses where this program is one file: the libraries that a target needs are not all in it.</summary>
    public static void RequireHost(List<string> errors)
    {
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "leadglass.dll")))
            errors.Add("fuzz dotnet needs the build of leadglass that runs on an installed .NET, not the single file");
    }

    private async Task<int> SearchAsync(ParseResult parsed, CampaignOptions options, InstrumentedTarget counted, InstrumentedTarget compared, CancellationToken cancellationToken)
    {
        using var campaign = new CoverageCampaign(
            options, _campaign.Folder(parsed), _ => ExecutorOf(counted, options.Limits, _surroundings), ExecutorOf(compared, options.Limits, _surroundings),
            new CountedParts(CountedParts.BasicBlocks, counted.Target.Instrumented), FuzzCampaignOptions.Tool, _surroundings.Time);
        return await _campaign.RunAsync(parsed, _surroundings, "fuzz dotnet", campaign, options,
            [
                $"Nothing was run. It would be: {options.Target.Program} {string.Join(' ', options.Target.Arguments)}",
                $"assembly   {options.Target.Sha256} (SHA-256)",
                $"counted    {counted.Probes} basic blocks of {string.Join(", ", counted.Target.Instrumented)}",
            ], cancellationToken);
    }

    private async Task<int> ReplayAsync(ManagedExecutor executor, string file, CancellationToken cancellationToken)
    {
        var run = await executor.RunAsync(await File.ReadAllBytesAsync(file, cancellationToken), cancellationToken);
        if (run.Ending == RunEnding.NotStarted)
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
