using System.CommandLine;
using System.Globalization;
using System.Runtime.Versioning;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Native;
using Leadglass.Fuzzing.Oracles;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz file</c>: a campaign against any program with a file argument.</summary>
internal sealed class FuzzFileCommand : Command
{
    private const int MostJobs = 256;

    private readonly Surroundings _surroundings;
    private readonly FuzzCampaignOptions _campaign = new();
    private readonly FuzzTargetOptions _target = new();
    private readonly FuzzOracleOptions _oracles = new();
    private readonly Option<int> _jobs = new("--jobs") { Description = "Runs of the program at once.", HelpName = "n", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<string?> _seeds = new("--seeds") { Description = "Folder of files to start from instead of those that Leadglass makes.", HelpName = "folder" };
    private readonly Option<bool> _patients = new("--allow-patient-data") { Description = "Take seeds although they name a patient." };

    private readonly Option<string?> _dictionary = new("--dictionary") { Description = "Words that the program looks for, in the format of AFL: a line each, name=\"value\".", HelpName = "file" };
    private readonly Option<bool> _noCoverage = new("--no-coverage") { Description = "Run a program built with AFL++ as if it were any other." };

    public FuzzFileCommand(Surroundings surroundings)
        : base("file", "Runs a program on broken files: leadglass fuzz file -- PROGRAM @@")
    {
        _surroundings = surroundings;
        _target.AddTo(this);
        _oracles.AddTo(this);
        foreach (var option in new Option[] { _jobs, _seeds, _patients, _dictionary, _noCoverage })
            Add(option);
        _campaign.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var target = _target.Target(parsed, errors);
        var jobs = parsed.GetValue(_jobs);
        if (jobs is < 1 or > MostJobs)
            errors.Add($"--jobs must be between 1 and {MostJobs}");
        var isCovered = !parsed.GetValue(_noCoverage) && target is not null && InstrumentedProgram.Of(target.Program).IsInstrumented;
        if (isCovered && !OperatingSystem.IsLinux())
            errors.Add($"{target!.Name} was built with AFL++, and its coverage can be read on Linux only; --no-coverage does without");
        var options = _campaign.Fill(parsed, new CampaignOptions
        {
            Target = target is null ? null! : CampaignTarget.Of(target),
            Seeds = ReadSeeds(parsed.GetValue(_seeds), parsed.GetValue(_patients), needsDicom: !isCovered, errors),
            SeedsFolder = parsed.GetValue(_seeds) is { } from ? Path.GetFullPath(from) : null,
            Tokens = FuzzTargetOptions.Tokens(parsed.GetValue(_dictionary), errors),
            Jobs = jobs,
            Limits = _target.Limits(parsed, errors),
            DeclaredExits = _target.DeclaredExits(parsed, errors),
            Oracles = _oracles.Choice(parsed, errors),
        }, errors);
        if (errors.Count > 0 || target is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        if (!isCovered && !_campaign.IsDryRun(parsed) && await ObjectionAsync(target, options, cancellationToken) is { } objection)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"--beside: {objection}"]);

        using ICampaign campaign = isCovered && OperatingSystem.IsLinux() ? Covered(target, options, _campaign.Folder(parsed)) : new FuzzCampaign(
            options, new CaseMaker(options.Seed, options.Seeds, options.Tokens), tried => new OracleExecutor(target, tried, options.Oracles, options.Seeds, options.DeclaredExits, _surroundings.Time),
            _campaign.Folder(parsed), FuzzCampaignOptions.Tool, _surroundings.Time);
        return await _campaign.RunAsync(parsed, _surroundings, "fuzz file", campaign, options,
            [$"Nothing was run. It would be: {target.CommandLine}", $"program    {options.Target.Sha256} (SHA-256)", $"oracles    {string.Join(", ", options.Oracles.Names)}"], cancellationToken);
    }

    /// <summary>Why the program beside cannot be held against this one. Nobody has tried yet whether they can start within a limited address space.</summary>
    private async Task<string?> ObjectionAsync(CommandTarget target, CampaignOptions options, CancellationToken cancellationToken)
    {
        if (options.Oracles.Beside is null)
            return null;
        using var executor = new OracleExecutor(target, options.Limits with { AddressSpace = false }, options.Oracles, options.Seeds, options.DeclaredExits, _surroundings.Time);
        return await executor.ObjectionAsync(options.Seeds, cancellationToken);
    }

    [SupportedOSPlatform("linux")]
    private CoverageCampaign Covered(CommandTarget target, CampaignOptions options, CampaignFolder folder) => new CoverageCampaign(
        options, folder, cancellation => ForkServerExecutor.Start(target, options.Limits, _surroundings.Time, cancellation), null,
        new CountedParts(CountedParts.Edges, [target.Name]), FuzzCampaignOptions.Tool, _surroundings.Time);

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
