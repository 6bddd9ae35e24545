using System.CommandLine;
using System.Text.Json.Nodes;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Native;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz merge</c>: one small corpus of several queues, by what they reach in a program.</summary>
internal sealed class FuzzMergeCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly FuzzAnswer _answer = new();
    private readonly FuzzTargetOptions _target = new();
    private readonly Argument<string> _to = new("out") { Description = "Folder of the corpus, new." };
    private readonly Option<bool> _patients = new("--allow-patient-data") { Description = "Take files although they name a patient." };

    public FuzzMergeCommand(Surroundings surroundings)
        : base("merge", "Makes one corpus of several folders, campaigns or queues of afl-fuzz: the fewest files that reach everything in a program built with AFL++: leadglass fuzz merge OUT IN... -- PROGRAM @@")
    {
        _surroundings = surroundings;
        Add(_to);
        _target.AddTo(this);
        Add(_patients);
        _answer.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var (folders, target) = _target.OthersAndTarget(parsed, errors);
        var limits = _target.Limits(parsed, errors);
        var exits = _target.DeclaredExits(parsed, errors);
        var to = parsed.GetValue(_to)!;
        if (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any())
            errors.Add($"{to}: is there already, and not empty");
        if (folders.Count == 0)
            errors.Add("name the folders to merge between OUT and --");
        if (!OperatingSystem.IsLinux())
            errors.Add("fuzz merge needs coverage, which is read on Linux only");
        else if (target is not null && !InstrumentedProgram.Of(target.Program).IsInstrumented)
            errors.Add($"{target.Name}: was not built with AFL++, so that nobody can see what a file reaches in it");
        // A campaign, of leadglass or of afl-fuzz, keeps its inputs in a folder of its own.
        var inputs = folders.SelectMany(folder => FuzzFileCommand.ReadSeeds(Path.Combine(folder, "queue") is var queue && Directory.Exists(queue) ? queue : folder, parsed.GetValue(_patients), needsDicom: false, errors)).ToList();
        if (errors.Count > 0 || target is null || !OperatingSystem.IsLinux())
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        CorpusMerge merge;
        try
        {
            using var executor = ForkServerExecutor.Start(target, limits, _surroundings.Time, cancellationToken);
            merge = await CorpusMerge.RunAsync(executor, inputs, exits, cancellationToken);
        }
        catch (ForkServerException e)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"{target.Name}: {e.Message}"]);
        }
        SeedFolder.Write(to, merge.Kept);
        await _answer.WriteAsync(parsed, _surroundings,
            [
                $"{inputs.Count} files, {merge.Different} of them different, reach {merge.Covered} edges of {target.Name}; {merge.Kept.Count} of them reach the same: {to}",
                .. merge.Failing.Select(static failing => $"left out: {failing}"),
            ],
            new JsonObject
            {
                ["folder"] = to,
                ["files"] = inputs.Count,
                ["different"] = merge.Different,
                ["kept"] = merge.Kept.Count,
                ["edges"] = merge.Covered,
                ["failing"] = new JsonArray([.. merge.Failing.Select(static failing => (JsonNode)failing)]),
            });
        return ExitCode.Clean;
    }
}
