using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Managed;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Native;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>
/// Searches a method of .NET, or a program that was built for it, by what runs in it: an input that reaches a block for the first time, or many more times than before, joins the queue
/// from which further inputs are made, also by what a method compared its parts with. Collects; whether that is bad is judged elsewhere.
/// </summary>
/// <param name="options">What to do; the seeds need not be DICOM.</param>
/// <param name="folder">Where state, queue and reproducers are kept.</param>
/// <param name="executorOf">Makes what runs inputs and counts, once for each that is to run at once.</param>
/// <param name="comparer">What runs inputs and tells their comparisons; null to do without. Disposed with the campaign.</param>
/// <param name="counted">What the counters stand for, and in which files.</param>
/// <param name="tool">The program and version that makes the cases.</param>
/// <param name="time">The clock.</param>
public sealed class CoverageCampaign(
    CampaignOptions options, CampaignFolder folder, Func<CancellationToken, ICoverageExecutor> executorOf, ManagedExecutor? comparer, CountedParts counted, string tool, TimeProvider time) : ICampaign
{
    private const string CutOff = "it was cut off, or still runs; the same command goes on from here";
    private const int MostSubstitutions = 512;
    private const int MostTriesOfPair = 8;
    private const int MostPairs = 100_000;

    // What grew beyond it is run, but nothing is made of it: nothing would be fast any more.
    private const int LongestGrown = 32 * 1024;

    private static readonly TimeSpan BetweenStates = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<ICoverageExecutor> _executors = [];
    private readonly Dictionary<Comparison, int> _pairs = [];
    private readonly SortedDictionary<string, OperatorTally> _tallies = new(StringComparer.Ordinal);
    private readonly List<Defect> _defects = [];
    private readonly List<string> _unhealthy = [];
    private IEnumerator<BrokenFile> _substitutions = Enumerable.Empty<BrokenFile>().GetEnumerator();
    private InputQueue _queue = null!;
    private CoverageMap _coverage = null!;
    private CampaignState _start = null!;
    private string? _interruption = CutOff;
    private bool _isComparing;
    private int _comparedInputs;
    private long _cases;
    private long _started;
    private long _saved;

    /// <inheritdoc/>
    public CampaignState Begin() => CampaignState.Of(options, tool, time.GetUtcNow()) with { Coverage = new BlockCoverage(0, 0, 0, 0, counted.Files, counted.Unit) };

    /// <inheritdoc/>
    public string? Objection(CampaignState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Objection(Begin().RunWith(options));
    }

    /// <inheritdoc/>
    public async Task<CampaignResult> RunAsync(CampaignState? before, IProgress<CampaignProgress>? progress, CancellationToken cancellation)
    {
        _started = _saved = time.GetTimestamp();
        _start = (before ?? Begin()).RunWith(options);
        foreach (var tally in _start.Operators)
            _tallies.Add(tally.Id, tally);
        _defects.AddRange(_start.Defects);
        (_cases, _comparedInputs) = (_start.Cases, _start.ComparedInputs);
        try
        {
            while (_executors.Count < options.Jobs)
                _executors.Add(executorOf(cancellation));
            var first = _executors[0];
            _start = _start with { Limits = first.Limits };
            (_coverage, _queue) = (new CoverageMap(first.Blocks), new InputQueue(folder, options.Seed, [.. options.Tokens, .. first.Dictionary]));
            if (await FillQueueAsync(cancellation) is { } reason)
                return new CampaignResult(Now(), reason);
            folder.Write(Now());
            await Task.WhenAll(_executors.Select(executor => Task.Run(() => SearchAsync(executor, progress, cancellation), cancellation)));
            var searchedUntil = time.GetTimestamp();
            for (var i = 0; i < _defects.Count; i++)
            {
                if (_defects[i].Explanation == Reduction.NotMinimised)
                    await ReduceAsync(i, () => time.GetElapsedTime(searchedUntil) < (options.Duration ?? TimeSpan.MaxValue), cancellation);
            }
            _interruption = null;
        }
        catch (ForkServerException e)
        {
            return new CampaignResult(Now(), $"its coverage cannot be read. {e.Message} --no-coverage does without");
        }
        catch (OperationCanceledException)
        {
            _interruption = "ended by the user; the same command goes on from here";
        }
        folder.Write(Now());
        return new CampaignResult(Now());
    }

    /// <summary>Ends the workers.</summary>
    public void Dispose()
    {
        _executors.ForEach(static executor => executor.Dispose());
        comparer?.Dispose();
        _substitutions.Dispose();
        _turn.Dispose();
    }

    /// <summary>Runs the seeds, or what is queued already; says why it is not worth going on.</summary>
    private async Task<string?> FillQueueAsync(CancellationToken cancellation)
    {
        _queue.Load();
        var queued = _queue.Count;
        _unhealthy.AddRange(queued > 0 ? _start.UnhealthySeeds : []);
        var inputs = queued > 0 ? Enumerable.Range(0, queued).Select(i => new Seed(_queue[i].Name, _queue[i].Bytes)) : options.Seeds;
        foreach (var input in inputs)
        {
            var run = await _executors[0].RunAsync(input.Bytes, cancellation);
            if (run.Ending == RunEnding.NotStarted)
                return $"it cannot be started: {run.Errors.Trim()}";
            _coverage.Add(_executors[0].Counters);
            if (queued > 0)
                continue;
            if (FailureReader.Read(run, options.DeclaredExits) is { } failure)
                _unhealthy.Add($"{input.Name}: {failure.Kind}, {failure.Site}");
            else
                _queue.Add(input.Name, input.Bytes.ToArray());
        }
        return _queue.Count == 0 ? $"it fails on every seed as it is: {_unhealthy[0]}" : null;
    }

    private async Task SearchAsync(ICoverageExecutor executor, IProgress<CampaignProgress>? progress, CancellationToken cancellation)
    {
        while (await NextAsync(cancellation) is { } next)
        {
            var made = next.Put is { } put
                ? new FuzzCase(next.Number, next.Parent.Name, [new MutationStep(OperandSubstitution.Instance.Id, put.What)], put.Bytes)
                : next.Parent.Maker.Make(next.Index) with { Index = next.Number };
            var op = next.Put is null ? next.Parent.Maker.Operators[(int)(next.Index % next.Parent.Maker.Operators.Count)].Id : OperandSubstitution.Instance.Id;
            var run = await executor.RunAsync(made.Bytes, cancellation);
            if (run.Ending == RunEnding.NotStarted)
                throw new IOException($"No worker could be started any more: {run.Errors.Trim()}");
            await InTurnAsync(() => Take(next.Parent, op, made, run, executor, progress), cancellation);
        }
    }

    /// <summary>Which case next; null when a limit is reached.</summary>
    private async Task<(long Number, QueuedInput Parent, long Index, BrokenFile? Put)?> NextAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_cases >= options.Cases || time.GetElapsedTime(_started) >= options.Duration)
                return null;
            var number = _cases++;
            // Every second case, as long as there is one: what is compared says much about the newest inputs, and nothing about the rest.
            if (number % 2 == 0 && await SubstitutionAsync(cancellation) is { } put)
                return (number, _queue[_comparedInputs], 0, put);
            var random = new CaseRandom(options.Seed, number);
            var (one, other) = (_queue.Pick(random), _queue.Pick(random));
            return (number, one.Bytes.Length <= other.Bytes.Length ? one : other, (long)(random.Next() >> 1), null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The next input that comparisons lead to: those of one queued input after the other.</summary>
    private async Task<BrokenFile?> SubstitutionAsync(CancellationToken cancellation)
    {
        while (!_substitutions.MoveNext())
        {
            _comparedInputs += _isComparing ? 1 : 0;
            _isComparing = comparer is not null && _comparedInputs < _queue.Count;
            if (!_isComparing)
                return null;
            var input = _queue[_comparedInputs].Bytes;
            await comparer!.RunAsync(input, cancellation);
            var fresh = comparer.Comparisons.Where(IsWorthTrying).ToList();
            _substitutions.Dispose();
            _substitutions = OperandSubstitution.Of(input, fresh).Take(MostSubstitutions).GetEnumerator();
        }
        return _substitutions.Current;
    }

    /// <summary>A pair that led nowhere in several inputs will not do so in the next one.</summary>
    private bool IsWorthTrying(Comparison pair)
    {
        var tries = _pairs.GetValueOrDefault(pair);
        if (tries >= MostTriesOfPair || (tries == 0 && _pairs.Count >= MostPairs))
            return false;
        _pairs[pair] = tries + 1;
        return true;
    }

    private void Take(QueuedInput parent, string op, FuzzCase made, RunResult run, ICoverageExecutor executor, IProgress<CampaignProgress>? progress)
    {
        var failure = FailureReader.Read(run, options.DeclaredExits);
        var isNew = _coverage.Add(executor.Counters);
        var tally = _tallies.GetValueOrDefault(op, new OperatorTally(op, 0, 0, 0));
        _tallies[op] = tally with { Cases = tally.Cases + 1, Novel = tally.Novel + (isNew ? 1 : 0), Failures = tally.Failures + (failure is null ? 0 : 1) };
        if (failure is not null)
            Note(failure, made);
        else if (isNew && !_queue.IsFull && made.Bytes.Length > 0 && made.Bytes.Length <= Math.Max(LongestGrown, parent.Bytes.Length))
            _queue.Add(parent, op, made.Bytes.ToArray());
        if (time.GetElapsedTime(_saved) >= BetweenStates)
        {
            folder.Write(Now());
            _saved = time.GetTimestamp();
        }
        progress?.Report(new CampaignProgress(_cases, (_cases - _start.Cases) / Math.Max(0.001, time.GetElapsedTime(_started).TotalSeconds), _defects.Count, _coverage.Covered));
    }

    private void Note(Failure failure, FuzzCase made)
    {
        var place = _defects.FindIndex(known => known.Id == failure.Id);
        if (place >= 0)
        {
            _defects[place] = _defects[place] with { Count = _defects[place].Count + 1 };
            return;
        }
        using var file = DicomFile.Read(ByteSource.From(made.Bytes), DataSetLimits.Default);
        var defect = Reduction.Begin(failure, made, file.IsRecognised ? ".dcm" : ".bin");
        folder.WriteReproducer(defect, made.Bytes.Span);
        _defects.Add(defect);
        folder.Write(Now());
    }

    private async Task ReduceAsync(int place, Func<bool> hasTime, CancellationToken cancellation)
    {
        var defect = _defects[place];
        var bytes = await File.ReadAllBytesAsync(folder.ReproducerOf(defect), cancellation);
        var parent = _queue.Find(defect.Seed) ?? new QueuedInput(defect.Seed, bytes, options.Seed, []);
        var (reduced, smallest) = await Reduction.RunAsync(parent.Maker, defect, new FuzzCase(defect.FirstCase, defect.Seed, defect.Steps, bytes), parent.Bytes, options.MinimizeBudget, hasTime,
            async candidate => FailureReader.Read(await _executors[0].RunAsync(candidate, cancellation), options.DeclaredExits) is { } failure && failure.Id == defect.Id ? failure : null);
        folder.WriteReproducer(defect, smallest.Span);
        _defects[place] = reduced;
        folder.Write(Now());
    }

    private async Task InTurnAsync(Action action, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            action();
        }
        finally
        {
            _turn.Release();
        }
    }

    private CampaignState Now() => _start with
    {
        Operators = [.. _tallies.Values],
        Defects = [.. _defects],
        UnhealthySeeds = _unhealthy,
        ComparedInputs = _comparedInputs,
        Coverage = _queue is null ? _start.Coverage : new BlockCoverage(
            _coverage.Covered, _executors[0].Blocks, _queue.Count, (_start.Coverage?.Restarts ?? 0) + _executors.Sum(static executor => executor.Restarts), counted.Files, counted.Unit),
        FinishedAt = time.GetUtcNow(),
        Interruption = _interruption,
        Seconds = _start.Seconds + time.GetElapsedTime(_started).TotalSeconds,
    };
}
