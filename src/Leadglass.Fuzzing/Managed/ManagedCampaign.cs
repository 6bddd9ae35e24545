using System.Runtime.InteropServices;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Managed;

/// <summary>
/// Searches a method of .NET by what runs in it: an input that reaches a block for the first time, or many more times than before, joins the queue
/// from which further inputs are made. Collects; whether that is bad is judged elsewhere.
/// </summary>
/// <param name="target">The method.</param>
/// <param name="options">What to do; the seeds need not be DICOM. Jobs are not used: one worker runs.</param>
/// <param name="folder">Where state and reproducers are kept; a campaign of this kind is not continued.</param>
/// <param name="executor">Runs the method.</param>
/// <param name="tool">The program and version that makes the cases.</param>
/// <param name="time">The clock.</param>
public sealed class ManagedCampaign(ManagedTarget target, CampaignOptions options, CampaignFolder folder, ManagedExecutor executor, string tool, TimeProvider time)
{
    private const int MostQueued = 100_000;

    private static readonly TimeSpan BetweenStates = TimeSpan.FromSeconds(5);

    private readonly List<Queued> _queue = [];
    private readonly List<(Defect Defect, FuzzCase Made, Queued Parent)> _defects = [];
    private readonly SortedDictionary<string, OperatorTally> _tallies = new(StringComparer.Ordinal);
    private readonly CoverageMap _coverage = new(executor.Blocks);
    private readonly List<string> _unhealthy = [];
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly long _started = time.GetTimestamp();
    private string? _interruption = "it was cut off, or still runs";
    private long _cases;

    /// <summary>Runs until a limit of the options is reached or somebody ends it.</summary>
    /// <param name="progress">Told now and then; may be null.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">The folder cannot be written: the disk may be full.</exception>
    public async Task<CampaignResult> RunAsync(IProgress<CampaignProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            foreach (var seed in options.Seeds)
            {
                var run = await executor.RunAsync(seed.Bytes, cancellation);
                if (run.Ending == RunEnding.NotStarted || run is { Ending: RunEnding.Exited, Code: 2 })
                    return new CampaignResult(Now(), $"it cannot be started: {run.Errors.Trim()}");
                _coverage.Add(executor.Counters);
                if (FailureReader.Read(run, []) is { } failure)
                    _unhealthy.Add($"{seed.Name}: {failure.Kind}, {failure.Site}");
                else
                    _queue.Add(new Queued(seed, options.Seed));
            }
            if (_queue.Count == 0)
                return new CampaignResult(Now(), $"it fails on every seed as it is: {_unhealthy[0]}");
            await SearchAsync(progress, cancellation);
            var searchedUntil = time.GetTimestamp();
            for (var i = 0; i < _defects.Count; i++)
                await ReduceAsync(i, () => time.GetElapsedTime(searchedUntil) < (options.Duration ?? TimeSpan.MaxValue), cancellation);
            _interruption = null;
        }
        catch (OperationCanceledException)
        {
            _interruption = "ended by the user";
        }
        folder.Write(Now());
        return new CampaignResult(Now());
    }

    private async Task SearchAsync(IProgress<CampaignProgress>? progress, CancellationToken cancellation)
    {
        var saved = time.GetTimestamp();
        while (!(_cases >= options.Cases) && !(time.GetElapsedTime(_started) >= options.Duration))
        {
            var random = new CaseRandom(options.Seed, _cases);
            // Half of the time one of the newest: what they reached nobody has looked around in yet.
            var newest = Math.Max(1, _queue.Count / 4);
            var parent = _queue[random.OneIn(2) ? _queue.Count - 1 - random.Below(newest) : random.Below(_queue.Count)];
            var index = parent.Next++;
            var made = parent.Maker.Make(index) with { Index = _cases };
            var run = await executor.RunAsync(made.Bytes, cancellation);
            _cases++;
            var failure = FailureReader.Read(run, []);
            var isNew = _coverage.Add(executor.Counters);
            var op = parent.Maker.Operators[(int)(index % parent.Maker.Operators.Count)].Id;
            var tally = _tallies.GetValueOrDefault(op, new OperatorTally(op, 0, 0, 0));
            _tallies[op] = tally with { Cases = tally.Cases + 1, Novel = tally.Novel + (isNew ? 1 : 0), Failures = tally.Failures + (failure is null ? 0 : 1) };
            if (failure is not null)
                Note(failure, made, parent);
            else if (isNew && _queue.Count < MostQueued && made.Bytes.Length is > 0 and <= SeedFolder.LargestSeed)
                _queue.Add(new Queued(new Seed(made.Seed, made.Bytes), options.Seed));
            if (time.GetElapsedTime(saved) >= BetweenStates)
            {
                folder.Write(Now());
                saved = time.GetTimestamp();
            }
            if (_cases % 64 == 0)
                progress?.Report(new CampaignProgress(_cases, _cases / Math.Max(0.001, time.GetElapsedTime(_started).TotalSeconds), _defects.Count, _coverage.Covered));
        }
    }

    private void Note(Failure failure, FuzzCase made, Queued parent)
    {
        var place = _defects.FindIndex(known => known.Defect.Id == failure.Id);
        if (place >= 0)
        {
            _defects[place] = _defects[place] with { Defect = _defects[place].Defect with { Count = _defects[place].Defect.Count + 1 } };
            return;
        }
        var defect = Reduction.Begin(failure, made, parent.Maker.Extension);
        _defects.Add((defect, made, parent));
        folder.WriteReproducer(defect, made.Bytes.Span);
        folder.Write(Now());
    }

    private async Task ReduceAsync(int place, Func<bool> hasTime, CancellationToken cancellation)
    {
        var (defect, made, parent) = _defects[place];
        var (reduced, smallest) = await Reduction.RunAsync(parent.Maker, defect, made, parent.Seed.Bytes, options.MinimizeBudget, hasTime,
            async bytes => FailureReader.Read(await executor.RunAsync(bytes, cancellation), []) is { } failure && failure.Id == defect.Id ? failure : null);
        folder.WriteReproducer(defect, smallest.Span);
        _defects[place] = (reduced, made, parent);
        folder.Write(Now());
    }

    private CampaignState Now()
    {
        return new CampaignState
        {
            Kind = TargetKind.Method,
            SchemaVersion = CampaignState.CurrentVersion,
            Tool = tool,
            Program = target.Assembly,
            Arguments = [$"{target.Type}.{target.Method}"],
            ProgramSha256 = CampaignTarget.HashOf(target.Assembly),
            Seed = options.Seed,
            CorpusSha256 = SeedFolder.HashOf(options.Seeds),
            SeedsFolder = options.SeedsFolder,
            Limits = options.Limits with { AddressSpace = false },
            Environment = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors, 1 worker",
            StartedAt = _startedAt,
            FinishedAt = time.GetUtcNow(),
            UnhealthySeeds = _unhealthy,
            Interruption = _interruption,
            Coverage = new BlockCoverage(_coverage.Covered, executor.Blocks, _queue.Count, executor.Restarts, target.Instrumented),
            ReplayCommand = $"leadglass fuzz dotnet {target.Assembly} {target.Type}.{target.Method} --replay {{0}}{(target.Declared.Count > 0 ? $" --throws {string.Join(',', target.Declared)}" : "")}",
            Operators = [.. _tallies.Values],
            Answers = [],
            Seconds = time.GetElapsedTime(_started).TotalSeconds,
            Defects = [.. _defects.Select(static found => found.Defect)],
        };
    }

    /// <summary>An input from which others are made: its own corpus of one, with the next index.</summary>
    private sealed class Queued(Seed seed, ulong campaign)
    {
        public Seed Seed => seed;

        // Taken apart at first use: many that are queued are never chosen.
        public CaseMaker Maker => field ??= new CaseMaker(campaign, [seed]);

        public long Next { get; set; }
    }
}
