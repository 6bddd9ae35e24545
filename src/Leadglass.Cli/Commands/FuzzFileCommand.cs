using System.CommandLine;
using System.Globalization;
using System.Runtime.Versioning;
using Leadglass.Cli.Output;
using Leadglass.Exposure.Probing;
using Leadglass.Findings;
using Leadglass.Fuzzing;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Native;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz file</c>: a campaign against any program with a file argument.</summary>
internal sealed class FuzzFileCommand : Command
{
    /// <summary>What makes the cases: another version may make other ones.</summary>
    public static string Tool { get; } = $"leadglass {Identity.Version}";

    private const int MostJobs = 256;

    /// <summary>The reports in the folder of a campaign.</summary>
    public static IReadOnlyList<string> Reports { get; } = ["report.html", "report.json", "report.sarif", "report.xml"];

    private readonly Surroundings _surroundings;
    private readonly ReportOutput _report = new();
    private readonly FuzzTargetOptions _target = new();
    private readonly Option<string> _folder = new("--output", "-o")
    {
        Description = "Folder of the campaign: state, reproducers, reports. The same command goes on where the last one ended.",
        HelpName = "folder",
        DefaultValueFactory = _ => "leadglass-fuzz",
    };

    private readonly Option<string?> _duration = new("--duration") { Description = "How long to search; making reproducers smaller may take as long again. Default: 60s where --cases is not given.", HelpName = "time" };
    private readonly Option<long?> _cases = new("--cases") { Description = "After how many cases to end, those of earlier runs included.", HelpName = "n" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of all randomness: the same one makes the same cases.", HelpName = "n", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _jobs = new("--jobs") { Description = "Runs of the program at once.", HelpName = "n", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<string?> _seeds = new("--seeds") { Description = "Folder of files to start from instead of those that Leadglass makes.", HelpName = "folder" };
    private readonly Option<bool> _patients = new("--allow-patient-data") { Description = "Take seeds although they name a patient." };
    private readonly Option<string?> _dictionary = new("--dictionary") { Description = "Words that the program looks for, in the format of AFL: a line each, name=\"value\".", HelpName = "file" };
    private readonly Option<bool> _noCoverage = new("--no-coverage") { Description = "Run a program built with AFL++ as if it were any other." };
    private readonly Option<bool> _embargo = new("--embargo") { Description = "Leave out of reports and evidence what would allow somebody to make a reproducer." };

    private readonly Option<int> _minimize = new("--minimize") { Description = "Runs spent on making one reproducer smaller; a tenth of them for hangs.", HelpName = "n", DefaultValueFactory = _ => CampaignOptions.DefaultMinimizeBudget };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be done; run nothing, write nothing." };

    public FuzzFileCommand(Surroundings surroundings)
        : base("file", "Runs a program on broken files: leadglass fuzz file -- PROGRAM @@")
    {
        _surroundings = surroundings;
        _target.AddTo(this);
        foreach (var option in new Option[] { _folder, _duration, _cases, _seed, _jobs, _seeds, _patients, _dictionary, _noCoverage, _minimize, _embargo, _dryRun })
            Add(option);
        _report.AddTo(this, namesFiles: false);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var target = _target.Target(parsed, errors);
        var duration = FuzzTargetOptions.Time("--duration", parsed.GetValue(_duration), errors);
        var cases = parsed.GetValue(_cases);
        if (cases is <= 0)
            errors.Add("--cases must be at least 1");
        var jobs = parsed.GetValue(_jobs);
        if (jobs is < 1 or > MostJobs)
            errors.Add($"--jobs must be between 1 and {MostJobs}");
        var isCovered = !parsed.GetValue(_noCoverage) && target is not null && InstrumentedProgram.Of(target.Program).IsInstrumented;
        if (isCovered && !OperatingSystem.IsLinux())
            errors.Add($"{target!.Name} was built with AFL++, and its coverage can be read on Linux only; --no-coverage does without");
        var seeds = ReadSeeds(parsed.GetValue(_seeds), parsed.GetValue(_patients), needsDicom: !isCovered, errors);
        var tokens = FuzzTargetOptions.Tokens(parsed.GetValue(_dictionary), errors);
        if (parsed.GetValue(_minimize) < 0)
            errors.Add("--minimize must be at least 0");
        var limits = _target.Limits(parsed, errors);
        var exits = _target.DeclaredExits(parsed, errors);
        if (errors.Count > 0 || target is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var options = new CampaignOptions
        {
            Target = CampaignTarget.Of(target),
            Seeds = seeds,
            SeedsFolder = parsed.GetValue(_seeds) is { } from ? Path.GetFullPath(from) : null,
            Tokens = tokens,
            MinimizeBudget = parsed.GetValue(_minimize),
            Seed = parsed.GetValue(_seed),
            Duration = duration ?? (cases is null ? TimeSpan.FromSeconds(60) : null),
            Cases = cases,
            Jobs = jobs,
            Limits = limits,
            DeclaredExits = exits,
        };
        var folder = new CampaignFolder(parsed.GetValue(_folder)!);
        using var campaign = new FuzzCampaign(
            options, new CaseMaker(options.Seed, options.Seeds, options.Tokens), tried => new CommandExecutor(target, tried, _surroundings.Time), folder, Tool, _surroundings.Time);
        var before = folder.Read();
        var otherKind = before is null || before.Coverage is not null == isCovered ? null : isCovered ? "it was made without coverage (--no-coverage goes on with it)" : "it was made with coverage";
        if (before is not null && (otherKind ?? campaign.Objection(before)) is { } objection)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{folder.Path} holds another campaign: {objection}. Use another --output."]);
        if (parsed.GetValue(_dryRun))
            return await DescribeAsync(options, campaign.Begin(), folder, before);
        return isCovered && OperatingSystem.IsLinux()
            ? await RunCoveredAsync(parsed, target, options, folder, before, cancellationToken)
            : await RunAsync(parsed, campaign, options, folder, before, cancellationToken);
    }

    [SupportedOSPlatform("linux")]
    private async Task<int> RunCoveredAsync(ParseResult parsed, CommandTarget target, CampaignOptions options, CampaignFolder folder, CampaignState? before, CancellationToken cancellationToken)
    {
        var executors = new List<ForkServerExecutor>();
        try
        {
            while (executors.Count < options.Jobs)
                executors.Add(ForkServerExecutor.Start(target, options.Limits, _surroundings.Time, cancellationToken));
        }
        catch (IOException e)
        {
            executors.ForEach(static executor => executor.Dispose());
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"{target.Name} was built with AFL++, but cannot be run for its coverage. {e.Message} --no-coverage does without."]);
        }
        options = options with { Limits = executors[0].Limits };
        using var campaign = new CoverageCampaign(options, folder, executors, null, new CountedParts(CountedParts.Edges, [target.Name]), Tool, _surroundings.Time);
        return await RunAsync(parsed, campaign, options, folder, before, cancellationToken);
    }

    private async Task<int> RunAsync(ParseResult parsed, ICampaign campaign, CampaignOptions options, CampaignFolder folder, CampaignState? before, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        Directory.CreateDirectory(folder.Path);
        using var sink = _report.Open(parsed, _surroundings, errors, Reports.Select(name => Path.Combine(folder.Path, name)));
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        CampaignResult result;
        try
        {
            using var progress = new FuzzProgress(_surroundings);
            result = await campaign.RunAsync(before, progress, cancellationToken);
        }
        catch (IOException e)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete,
                [e.Message, EndedThere(folder)]);
        }

        var embargo = parsed.GetValue(_embargo);
        folder.Write(Evidence.Of(result.State, options.Seeds, embargo));
        var report = CampaignReport.Build("fuzz file", result, embargo);
        sink.Start(report.Tool, report.Command, report.StartedAt);
        var exitCode = sink.Finish(report, []);
        foreach (var defect in embargo ? [] : result.State.Defects)
        {
            var words = string.Join(' ', options.Target.Arguments.Prepend(options.Target.Program));
            await _surroundings.Error.WriteLineAsync(VisibleText.Of($"Again: leadglass fuzz replay {folder.ReproducerOf(defect)} -- {words}"));
        }
        return exitCode;
    }

    /// <summary>What a campaign would be, without one.</summary>
    private async Task<int> DescribeAsync(CampaignOptions options, CampaignState state, CampaignFolder folder, CampaignState? before)
    {
        string[] lines =
        [
            $"Nothing was run. It would be: {new CommandTarget(options.Target.Program, options.Target.Arguments).CommandLine}",
            $"program    {state.ProgramSha256} (SHA-256)",
            $"operators  {state.Operators.Count}",
            .. PlanOf(options, folder, before),
        ];
        foreach (var line in lines)
            await _surroundings.Out.WriteLineAsync(VisibleText.Of(line));
        return ExitCode.Clean;
    }

    /// <summary>What every kind of campaign says of itself before it runs.</summary>
    public static IReadOnlyList<string> PlanOf(CampaignOptions options, CampaignFolder folder, CampaignState? before) =>
    [
        $"seeds      {options.Seeds.Count}, {options.SeedsFolder ?? "made by leadglass"}; campaign seed {options.Seed}",
        $"end        {(options.Cases is { } cases ? $"after {cases} cases" : $"after {options.Duration}")}, {options.Jobs} at once",
        $"one run    {options.Limits.Wall.TotalSeconds} s, {options.Limits.Memory >> 20} MiB",
        $"folder     {folder.Path}, {(before is null ? "new" : $"goes on after {before.Cases} cases")}",
    ];

    /// <summary>What to say where the disk was full.</summary>
    public static string EndedThere(CampaignFolder folder) => $"The campaign ended there. What was found until then is in {folder.Path}; make room, and the same command goes on.";

    /// <summary>Reads the seeds of a folder, or takes those that Leadglass makes.</summary>
    public static IReadOnlyList<Seed> ReadSeeds(string? folder, bool allowsPatients, bool needsDicom, List<string> errors)
    {
        if (folder is null)
            return SeedCorpus.All;
        try
        {
            return SeedFolder.Read(folder, allowsPatients, errors, needsDicom);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"--seeds: {e.Message}"));
            return [];
        }
    }
}
