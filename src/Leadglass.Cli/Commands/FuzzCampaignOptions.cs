using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Exposure.Probing;
using Leadglass.Findings;
using Leadglass.Fuzzing;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Inspection.Sanitising;

namespace Leadglass.Cli.Commands;

/// <summary>How long a campaign lasts, where it is kept, what its report says: the same on every command that runs one.</summary>
/// <param name="minimizeBudget">How many runs are spent on making one reproducer smaller, where the user does not say.</param>
internal sealed class FuzzCampaignOptions(int minimizeBudget = CampaignOptions.DefaultMinimizeBudget)
{
    /// <summary>What makes the cases: another version may make other ones.</summary>
    public static string Tool { get; } = $"leadglass {Identity.Version}";

    /// <summary>The reports in the folder of a campaign.</summary>
    private static IReadOnlyList<string> Reports { get; } = ["report.html", "report.json", "report.sarif", "report.xml"];

    /// <summary>The option that names the file with what only people know.</summary>
    public const string StatementOption = "--statement";

    /// <summary>How the help of every command calls a value that is a time.</summary>
    public const string TimeName = "time";

    private readonly ReportOutput _report = new();
    private readonly Option<string> _folder = new("--output", "-o")
    {
        Description = "Folder of the campaign: state, reproducers, reports. The same command goes on where the last one ended.",
        HelpName = "folder",
        DefaultValueFactory = _ => "leadglass-fuzz",
    };

    private readonly Option<string?> _duration = new("--duration") { Description = "How long to search; making reproducers smaller may take as long again. Default: 60s where --cases is not given.", HelpName = "time" };
    private readonly Option<long?> _cases = new("--cases") { Description = "After how many cases to end, those of earlier runs included.", HelpName = "n" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of all randomness: the same one makes the same cases.", HelpName = "n", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _minimize = new("--minimize") { Description = "Runs spent on making one reproducer smaller; a tenth of them for hangs.", HelpName = "n", DefaultValueFactory = _ => minimizeBudget };
    private readonly Option<bool> _embargo = new("--embargo") { Description = "Leave out of reports and evidence what would allow somebody to make a reproducer." };
    private readonly Option<string?> _statement = new(StatementOption) { Description = "Campaign file whose 'statement' and 'scope' go into report and evidence: who tested, for what.", HelpName = "campaign.yaml" };
    private readonly Option<string?> _sign = new("--sign") { Description = "Also sign the manifest of the folder with this ECDSA private key (PEM).", HelpName = "key" };
    private readonly Option<bool> _dryRun = new(FuzzRunCommand.DryRunOption) { Description = "Say what would be done; run nothing, write nothing." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _folder, _duration, _cases, _seed, _minimize, _embargo, _statement, _sign, _dryRun })
            command.Add(option);
        _report.AddTo(command, namesFiles: false);
    }

    /// <summary>Only what would be done is to be said.</summary>
    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <summary>The folder of the campaign.</summary>
    public CampaignFolder Folder(ParseResult parsed) => new(parsed.GetValue(_folder)!);

    /// <summary>Puts what is the same for every campaign into its options.</summary>
    public CampaignOptions Fill(ParseResult parsed, CampaignOptions options, List<string> errors)
    {
        var duration = FuzzTargetOptions.Time("--duration", parsed.GetValue(_duration), errors);
        var cases = parsed.GetValue(_cases);
        if (cases is <= 0)
            errors.Add("--cases must be at least 1");
        if (parsed.GetValue(_minimize) < 0)
            errors.Add("--minimize must be at least 0");
        return options with
        {
            Seed = parsed.GetValue(_seed),
            Duration = duration ?? (cases is null ? TimeSpan.FromSeconds(60) : null),
            Cases = cases,
            MinimizeBudget = parsed.GetValue(_minimize),
            Statement = parsed.GetValue(_statement) is { } statement ? FuzzRunCommand.ReadFile(statement, errors)?.Statement : null,
        };
    }

    /// <summary>Runs a campaign, or goes on with one, and writes reports and evidence into its folder.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="surroundings">Where to write.</param>
    /// <param name="command">The name of the command, such as <c>fuzz file</c>.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="options">What it does.</param>
    /// <param name="plan">What it would do, in lines, for a dry run.</param>
    /// <param name="cancellationToken">Ends it early; what was found is kept.</param>
    public async Task<int> RunAsync(
        ParseResult parsed, Surroundings surroundings, string command, ICampaign campaign, CampaignOptions options, IReadOnlyList<string> plan, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        using var key = SignedManifest.Key(parsed.GetValue(_sign), errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(surroundings, ExitCode.Usage, errors);
        var folder = Folder(parsed);
        var before = folder.Read();
        if (before is not null && campaign.Objection(before) is { } objection)
            return await ScopeGate.RefuseAsync(surroundings, ExitCode.Usage, [$"{folder.Path} holds another campaign: {objection}. Use another --output."]);
        if (IsDryRun(parsed))
            return await DescribeAsync(surroundings, options, campaign.Begin(), folder, before, plan);

        Directory.CreateDirectory(folder.Path);
        using var sink = _report.Open(parsed, surroundings, errors, Reports.Select(name => Path.Combine(folder.Path, name)));
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(surroundings, ExitCode.Usage, errors);

        CampaignResult result;
        try
        {
            using var progress = new FuzzProgress(surroundings);
            result = await campaign.RunAsync(before, progress, cancellationToken);
        }
        catch (IOException e)
        {
            return await ScopeGate.RefuseAsync(surroundings, ExitCode.Incomplete,
                [e.Message, $"The campaign ended there. What was found until then is in {folder.Path}; make room, and the same command goes on."]);
        }
        return await FinishAsync(parsed, surroundings, command, result, options.Seeds, folder, sink, key);
    }

    /// <summary>Writes reports and evidence, and says how each defect is seen again.</summary>
    private async Task<int> FinishAsync(ParseResult parsed, Surroundings surroundings, string command, CampaignResult result, IReadOnlyList<Seed> seeds, CampaignFolder folder, ReportSink sink, ManifestKey? key)
    {
        var embargo = parsed.GetValue(_embargo);
        folder.Write(Evidence.Of(result.State, seeds, embargo));
        var report = CampaignReport.Build(command, result, embargo);
        sink.Start(report.Tool, report.Command, report.StartedAt);
        var exitCode = sink.Finish(report, []);
        // Last, so that it has the reports as they are.
        var manifest = CampaignManifest.Write(folder, Tool, surroundings.Time.GetUtcNow(), key?.Id);
        if (SignedManifest.Save(Path.Combine(folder.Path, CampaignManifest.FileName), manifest, key) is { } problem)
            return await ScopeGate.RefuseAsync(surroundings, ExitCode.Incomplete, [problem]);
        foreach (var defect in embargo ? [] : result.State.Defects)
            await surroundings.Error.WriteLineAsync(VisibleText.Of($"Again: {result.State.CommandFor(folder.ReproducerOf(defect))}"));
        return exitCode;
    }

    /// <summary>What a campaign would be, without one.</summary>
    private static async Task<int> DescribeAsync(
        Surroundings surroundings, CampaignOptions options, CampaignState state, CampaignFolder folder, CampaignState? before, IReadOnlyList<string> plan)
    {
        string[] lines =
        [
            .. plan,
            $"operators  {state.Operators.Count}",
            $"seeds      {options.Seeds.Count}, {options.SeedsFolder ?? "made by leadglass"}; campaign seed {options.Seed}",
            $"end        {(options.Cases is { } cases ? $"after {cases} cases" : $"after {options.Duration}")}, {options.Jobs} at once",
            $"one run    {options.Limits.Wall.TotalSeconds} s, {options.Limits.Memory >> 20} MiB",
            $"folder     {folder.Path}, {(before is null ? "new" : $"goes on after {before.Cases} cases")}",
        ];
        foreach (var line in lines)
            await surroundings.Out.WriteLineAsync(VisibleText.Of(line));
        return ExitCode.Clean;
    }

    /// <summary>The command that plays one case again: with the options that were given.</summary>
    /// <param name="command">The command; <c>{0}</c> stands for the case.</param>
    /// <param name="parsed">What was given.</param>
    /// <param name="options">The options that change what one case does.</param>
    /// <param name="peer">The program that is started, if any.</param>
    public static string Again(string command, ParseResult parsed, IEnumerable<Option> options, CommandTarget? peer)
    {
        var given = options
            .Select(option => (option.Name, Result: parsed.GetResult(option)))
            .Where(static option => option.Result is { Implicit: false })
            .SelectMany(static option => option.Result!.Tokens.Select(static token => CommandTarget.Quoted(token.Value)).Prepend(option.Name));
        return string.Join(' ', [command, .. given, .. peer is null ? [] : (string[])[$"-- {peer.CommandLine}"]]);
    }
}
