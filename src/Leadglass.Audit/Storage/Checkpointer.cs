namespace Leadglass.Audit.Storage;

/// <summary>Makes a checkpoint whenever it is asked and something was appended since.</summary>
/// <param name="store">The store, opened for this alone; reading is enough.</param>
/// <param name="file">Where the checkpoints go.</param>
/// <param name="sign">Signs a statement.</param>
/// <param name="time">The clock.</param>
public sealed class Checkpointer(IAuditStore store, CheckpointFile file, Func<byte[], byte[]> sign, TimeProvider time)
{
    private long _last;

    /// <summary>
    /// Holds the store against the latest of the checkpoints that are there already: what was cut off while nobody signed must not be signed over. That the
    /// chain holds up to there is the matter of <see cref="HashChain.Verify"/>.
    /// </summary>
    /// <param name="believed">Whether a checkpoint is one of ours; others state nothing.</param>
    /// <returns>What is wrong; <see langword="null"/> if they agree, or if there is none.</returns>
    /// <exception cref="IOException">The store or the file cannot be read.</exception>
    public string? Contradiction(Func<Checkpoint, bool> believed)
    {
        ArgumentNullException.ThrowIfNull(believed);
        if (!file.Exists || file.Read().Where(believed).MaxBy(static checkpoint => checkpoint.Sequence) is not { } latest)
            return null;
        var (sequence, hash) = store.End(latest.Sequence);
        if (sequence < latest.Sequence && store.End().Sequence == sequence)
            return HashChain.CutOff(sequence, latest);
        // Where the record itself was removed for its age, a later one tells, and verify follows.
        return sequence == latest.Sequence && !hash.Span.SequenceEqual(latest.Hash.Span) ? HashChain.MadeAnew(latest) : null;
    }

    /// <summary>Makes a checkpoint of what is on the disk, unless the last one already says it.</summary>
    /// <exception cref="IOException">The store cannot be read, or the file cannot be written to; the next call tries again.</exception>
    public void Make()
    {
        var end = store.End();
        if (end.Sequence == _last)
            return;
        file.Append(Checkpoint.Of(end, time.GetUtcNow(), sign));
        _last = end.Sequence;
    }

    /// <summary>Makes one as <see cref="Make"/> does, if it can be made.</summary>
    /// <param name="failed">Told why not. It must not throw.</param>
    /// <returns>Whether the file has what is on the disk.</returns>
    public bool TryMake(Action<string> failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        try
        {
            Make();
            return true;
        }
        catch (IOException e)
        {
            failed($"no checkpoint could be made: {e.Message}");
            return false;
        }
    }

    /// <summary>Makes one at once and at every interval.</summary>
    /// <param name="interval">How far apart.</param>
    /// <param name="failed">Told why one could not be made. It must not throw.</param>
    /// <param name="cancellationToken">Ends it; this is no failure.</param>
    public async Task RunAsync(TimeSpan interval, Action<string> failed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failed);
        using var timer = new PeriodicTimer(interval, time);
        do
            TryMake(failed);
        while (await WaitAsync(timer, cancellationToken));
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
