namespace Leadglass.Audit.Storage;

/// <summary>Makes a checkpoint whenever it is asked and something was appended since.</summary>
/// <param name="store">The store, opened for this alone; reading is enough.</param>
/// <param name="file">Where the checkpoints go.</param>
/// <param name="sign">Signs a statement.</param>
/// <param name="time">The clock.</param>
public sealed class Checkpointer(IAuditStore store, CheckpointFile file, Func<byte[], byte[]> sign, TimeProvider time)
{
    private long _last;

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

    /// <summary>Makes one at once and at every interval.</summary>
    /// <param name="interval">How far apart.</param>
    /// <param name="failed">Told why one could not be made. It must not throw.</param>
    /// <param name="cancellationToken">Ends it; this is no failure.</param>
    public async Task RunAsync(TimeSpan interval, Action<string> failed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failed);
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                Make();
            }
            catch (IOException e)
            {
                failed($"no checkpoint could be made: {e.Message}");
            }
        }
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
