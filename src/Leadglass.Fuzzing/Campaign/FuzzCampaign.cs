using System.Security.Cryptography;
using System.Text;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>Runs what is under test on broken cases and keeps what it could not bear. Collects; whether that is bad is judged elsewhere.</summary>
/// <param name="options">What to do.</param>
/// <param name="source">What makes the cases.</param>
/// <param name="executorUnder">Makes what runs them under given limits.</param>
/// <param name="folder">Where the state is kept.</param>
/// <param name="tool">The program and version that makes the cases.</param>
/// <param name="time">The clock.</param>
public sealed class FuzzCampaign(
    CampaignOptions options, ICaseSource source, Func<ExecutionLimits, IExecutor> executorUnder, CampaignFolder folder, string tool, TimeProvider time) : ICampaign
{
    private const string CutOff = "it was cut off, or still runs; the same command goes on from here";
    private const int LongestQueued = 64 * 1024;
    private const int MostNotStarted = 10;
    private static readonly TimeSpan BetweenStates = TimeSpan.FromSeconds(5);

    /// <summary>So many cases are made of the seeds before any is made of another case: everything is tried once on what is in good order.</summary>
    private const int FirstSweep = 1000;

    private readonly IDeepeningSource? _deepening = source as IDeepeningSource;
    private readonly InputQueue _queue = new(folder, options.Seed, []);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SortedSet<string> _features = new(StringComparer.Ordinal);
    private readonly List<Defect> _defects = [];
    private OperatorBandit _bandit = null!;
    private GrowthLog _growth = null!;
    private CampaignState _start = null!;
    private long _casesBefore;
    private long _started;
    private long _saved;
    private int _notStarted;
    private string? _gone;
    private string? _interruption = CutOff;

    /// <inheritdoc/>
    public CampaignState Begin() => CampaignState.Of(options, tool, time.GetUtcNow()) with { Operators = [.. source.Operators.Select(static op => new OperatorTally(op.Id, 0, 0, 0))] };

    /// <inheritdoc/>
    public string? Objection(CampaignState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Objection(Begin().RunWith(options));
    }

    /// <inheritdoc/>
    public async Task<CampaignResult> RunAsync(CampaignState? before, IProgress<CampaignProgress>? progress, CancellationToken cancellation)
    {
        _start = (before ?? Begin()).RunWith(options);
        _growth = new GrowthLog(_start);
        _features.UnionWith(_start.Features);
        _defects.AddRange(_start.Defects);
        _bandit = new OperatorBandit([.. source.Operators.Select(static op => op.Id)], _start.Operators);
        _casesBefore = _bandit.Cases;
        _started = _saved = time.GetTimestamp();

        try
        {
            var baseline = await Baseline.TakeAsync(executorUnder, options.Limits, options.Seeds, options.DeclaredExits, cancellation);
            _growth.Know(baseline.Runs.Select(AnswerOf));
            _features.UnionWith(baseline.Runs.SelectMany(static run => run.Features));
            _start = _start with { Limits = baseline.Limits, UnhealthySeeds = baseline.Unhealthy };
            if (baseline.NotStarted is not null || baseline.Unhealthy.Count == options.Seeds.Count)
                return new CampaignResult(Now(), baseline.NotStarted ?? $"it fails on every seed as it is: {baseline.Unhealthy[0]}");

            folder.Write(Now());
            FillQueue();
            using var executor = executorUnder(baseline.Limits);
            await WorkAsync(executor, progress, cancellation);
            if (_gone is not null)
            {
                _interruption = _gone;
                folder.Write(Now());
                return new CampaignResult(Now());
            }

            // Searching comes first: one file that hangs can cost more time to make smaller than there is. What an earlier run left is done as well.
            var searchedUntil = time.GetTimestamp();
            var work = new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancellation };
            await Parallel.ForEachAsync(_defects.Where(static defect => defect.Explanation == Reduction.NotMinimised).ToList(), work,
                async (defect, _) => await ReduceAsync(executor, defect, () => time.GetElapsedTime(searchedUntil) < (options.Duration ?? TimeSpan.MaxValue), cancellation));
            _interruption = null;
            folder.Write(Now());
            return new CampaignResult(Now());
        }
        catch (OperationCanceledException)
        {
            _interruption = "ended by the user; the same command goes on from here";
            folder.Write(Now());
            return new CampaignResult(Now());
        }
    }

    /// <summary>Lets go of what the workers take turns with.</summary>
    public void Dispose() => _turn.Dispose();

    private async Task WorkAsync(IExecutor executor, IProgress<CampaignProgress>? progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(Enumerable.Range(0, options.Jobs).Select(async _ =>
        {
            try
            {
                await CasesAsync(executor, progress, stop.Token);
            }
            catch
            {
                // What stops this one stops the others too.
                await stop.CancelAsync();
                throw;
            }
        }));
    }

    private async Task CasesAsync(IExecutor executor, IProgress<CampaignProgress>? progress, CancellationToken cancellation)
    {
        while (await TakeAsync(cancellation) is var (index, parent))
        {
            var made = (parent is null ? null : _deepening?.MakeFrom(new Seed(parent.Name, parent.Bytes), index)) ?? source.Make(index);
            var run = await executor.RunAsync(made.Bytes, cancellation);
            var failure = FailureReader.Read(run, options.DeclaredExits);
            await _turn.WaitAsync(cancellation);
            try
            {
                var reached = _features.Count;
                _features.UnionWith(run.Features);
                var isNew = _growth.Add(AnswerOf(run)) || _features.Count > reached;
                _bandit.Reward(index, isNew, failure is not null);
                if (isNew && failure is null)
                    Queue(made);
                _growth.Note(_bandit.Cases, Spent(), _features.Count, _defects.Count);
                if (failure is not null && !Counted(failure))
                {
                    var shown = run.Culprit is { } culprit ? made with { Bytes = culprit } : made;
                    var defect = Reduction.Begin(failure, shown, source.Extension);
                    _defects.Add(defect);
                    folder.WriteReproducer(defect, shown.Bytes.Span);
                    folder.Write(Now());
                }
                _notStarted = Baseline.DidNotRun(run) ? _notStarted + 1 : 0;
                _gone ??= run.Ending == RunEnding.Gone ? "the service is gone; start it again, and the same command goes on from here"
                    : _notStarted == MostNotStarted ? $"the last {MostNotStarted} cases could not be run: {FirstLine(run.Errors.Trim())}; the same command goes on from here"
                    : null;
            }
            finally
            {
                _turn.Release();
            }
            await ReportAsync(progress, cancellation);
        }
    }

    /// <summary>The seeds, or what an earlier run queued.</summary>
    private void FillQueue()
    {
        if (_deepening is null)
            return;
        _queue.Load();
        if (_queue.Count >= options.Seeds.Count)
            return;
        // None yet, or it was cut off when it wrote them.
        _queue.Clear();
        foreach (var seed in options.Seeds)
            _queue.Add(seed.Name, seed.Bytes.ToArray());
    }

    /// <summary>Keeps a case that led to something new, so that it is broken further.</summary>
    private void Queue(FuzzCase made)
    {
        if (_deepening is null || _queue.IsFull || made.Bytes.Length > LongestQueued)
            return;
        // Seeds are the first that were queued, in their order.
        var parent = _queue.Find(made.Seed) ?? _queue[options.Seeds.TakeWhile(seed => seed.Name != made.Seed).Count()];
        _queue.Add(parent, source.Operators[(int)(made.Index % source.Operators.Count)].Id, made.Bytes.ToArray());
    }

    private async Task<(long Index, QueuedInput? Parent)?> TakeAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var isOver = _gone is not null || _bandit.Cases >= options.Cases || time.GetElapsedTime(_started) >= options.Duration;
            if (isOver)
                return null;
            var (index, isDeeper) = (_bandit.Next(), _queue.Count > 0 && _bandit.Cases >= FirstSweep);
            var random = new CaseRandom(options.Seed, index, ICaseSource.MostSteps + 1);
            return (index, isDeeper && !random.OneIn(4) ? _queue.Pick(random) : null);
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool Counted(Failure failure)
    {
        var place = _defects.FindIndex(defect => defect.Id == failure.Id);
        if (place >= 0)
            _defects[place] = _defects[place] with { Count = _defects[place].Count + 1 };
        return place >= 0;
    }

    private async Task ReduceAsync(IExecutor executor, Defect defect, Func<bool> hasTime, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> shown = await File.ReadAllBytesAsync(folder.ReproducerOf(defect), cancellation);
        var failure = hasTime() ? FailureReader.Read(await executor.RunAsync(shown, cancellation), options.DeclaredExits) : null;
        // What is wrong with a case that was made of another one is not what its last steps did: it is read from its bytes.
        var parent = _queue.Find(defect.Seed);
        var made = parent is null ? source.Make(defect.FirstCase) : new FuzzCase(defect.FirstCase, parent.Name, [], shown);
        // Where more was kept than the case, the case alone may be enough all the same.
        if (!shown.Span.SequenceEqual(made.Bytes.Span) && !(hasTime() && await FailsAsync(made.Bytes) is not null))
            made = made with { Bytes = shown, Steps = [] };
        uint without = 0;
        for (var step = 0; step < ICaseSource.MostSteps && made.Steps.Count > 0; step++)
        {
            var candidate = source.Make(defect.FirstCase, without | (1u << step));
            // A step that is not there, or did nothing, costs no run.
            if (!candidate.Bytes.Span.SequenceEqual(made.Bytes.Span) && hasTime() && await FailsAsync(candidate.Bytes) is not null)
                (made, without) = (candidate, without | (1u << step));
        }
        // With what matters alone it may turn out to be one that is known.
        if (hasTime() && await FailsAsync(made.Bytes) is { } plain && plain.Id != defect.Id && await IsKnownAsync(defect, plain.Id, cancellation))
            return;
        var seed = parent?.Bytes ?? options.Seeds.First(candidate => candidate.Name == made.Seed).Bytes;
        var (reduced, smallest) = await Reduction.RunAsync(source, defect, made, seed, options.MinimizeBudget, hasTime, FailsAsync);
        await KeepAsync(defect, reduced, smallest, cancellation);

        async Task<Failure?> FailsAsync(ReadOnlyMemory<byte> bytes) =>
            FailureReader.Read(await executor.RunAsync(bytes, cancellation), options.DeclaredExits) is { } now && (failure?.IsLike(now) ?? now.Id == defect.Id) ? now : null;
    }

    /// <summary>Counts a defect with another one that it turned out to be; false where there is no such other one.</summary>
    private async Task<bool> IsKnownAsync(Defect found, string id, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return IsKnown(found, id);
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsKnown(Defect found, string id)
    {
        if (id == found.Id || _defects.FindIndex(candidate => candidate.Id == id) is not (>= 0 and var same))
            return false;
        var mine = _defects.Find(candidate => candidate.Id == found.Id)!;
        _defects[same] = _defects[same] with { Count = _defects[same].Count + mine.Count };
        _defects.Remove(mine);
        folder.Write(Now());
        // Only now: the state must never name a file that is not there.
        File.Delete(folder.ReproducerOf(found));
        return true;
    }

    /// <summary>Keeps the smallest case, or counts it with the defect that it turned out to be.</summary>
    private async Task KeepAsync(Defect found, Defect reduced, ReadOnlyMemory<byte> smallest, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (IsKnown(found, reduced.Id))
                return;
            var place = _defects.FindIndex(candidate => candidate.Id == found.Id);
            _defects[place] = reduced with { Count = _defects[place].Count };
            folder.WriteReproducer(reduced, smallest.Span);
            folder.Write(Now());
            if (reduced.Id != found.Id)
                File.Delete(folder.ReproducerOf(found));
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ReportAsync(IProgress<CampaignProgress>? progress, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (time.GetElapsedTime(_saved) >= BetweenStates)
            {
                folder.Write(Now());
                _saved = time.GetTimestamp();
            }
            var seconds = time.GetElapsedTime(_started).TotalSeconds;
            progress?.Report(new CampaignProgress(_bandit.Cases, seconds > 0 ? (_bandit.Cases - _casesBefore) / seconds : 0, _defects.Count, _growth.Count));
        }
        finally
        {
            _turn.Release();
        }
    }

    private CampaignState Now() => _start with
    {
        Operators = _bandit.Tallies,
        Answers = _growth.Answers,
        AnswersSeenOnce = _growth.Once,
        Growth = _growth.Points,
        Features = [.. _features],
        Defects = [.. _defects],
        FinishedAt = time.GetUtcNow(),
        Interruption = _interruption,
        Seconds = Spent(),
    };

    private double Spent() => _start.Seconds + time.GetElapsedTime(_started).TotalSeconds;

    /// <summary>What the program said, without what differs between runs that mean the same: digits and names of files.</summary>
    private static string AnswerOf(RunResult run)
    {
        var answer = run.Answer ?? string.Concat(FirstLine(run.Errors).Where(char.IsAsciiLetter).Take(60));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Ending} {run.Code} {answer}")))[..8];
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}
