using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Leadglass.Audit.Syslog;

namespace Leadglass.Audit.Storage;

/// <summary>
/// Stores what a <see cref="SyslogReceiver"/> hands out, in batches, and counts for each connection. A store that fails costs the messages of that batch,
/// which are counted as refused: their connection is then not closed properly, so that a sender with a spool sends them again.
/// </summary>
public sealed class AuditRecorder : IAsyncDisposable
{
    private const int MostInBatch = 1_000;
    private const int MostOctetsInBatch = 8 * 1024 * 1024;

    // A full disk refuses every batch, some hundred a second.
    private static readonly TimeSpan BetweenSayings = TimeSpan.FromMinutes(1);

    private readonly IAuditStore _store;
    private readonly TimeProvider _time;
    private readonly Action<string> _failed;
    private readonly Action? _stored;
    private readonly ConcurrentDictionary<(SyslogTransport Transport, IPEndPoint? Remote), RecorderCounts> _open = new();
    private readonly Channel<Entry> _waiting = Channel.CreateBounded<Entry>(new BoundedChannelOptions(256) { SingleReader = true });
    private readonly Task _storing;
    private (string Reason, DateTimeOffset At) _told;

    /// <summary>Begins to store.</summary>
    /// <param name="store">Where to; used by the recorder alone.</param>
    /// <param name="time">The clock.</param>
    /// <param name="failed">Told why a batch could not be stored, the same reason once a minute. It must not throw.</param>
    /// <param name="stored">Called when a batch is on the disk. It must not throw, and not wait.</param>
    public AuditRecorder(IAuditStore store, TimeProvider time, Action<string> failed, Action? stored = null)
    {
        (_store, _time, _failed, _stored) = (store, time, failed, stored);
        _storing = Task.Run(StoreAsync);
    }

    /// <summary>Counts of everything so far.</summary>
    public RecorderCounts Total { get; } = new();

    /// <summary>Takes a message; stored soon, and before <see cref="SettleAsync"/> of its connection returns.</summary>
    /// <param name="message">What came.</param>
    public ValueTask TakeAsync(ReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var counts = Counts(message.Transport, message.Remote);
        counts.AddReceived();
        Total.AddReceived();
        // Read and judged here, on the connection's own time: whoever stores has enough to do.
        return _waiting.Writer.WriteAsync(new Entry(AuditRecord.Of(message, _time.GetUtcNow()), counts, null));
    }

    /// <summary>Waits until everything that a connection brought is on the disk, or was refused.</summary>
    /// <param name="transport">How it came.</param>
    /// <param name="remote">Who sent it.</param>
    /// <returns>The counts of the connection, which are forgotten here.</returns>
    public async Task<RecorderCounts> SettleAsync(SyslogTransport transport, IPEndPoint remote)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync(new Entry(null, null, settled));
        await settled.Task;
        return _open.TryRemove((transport, remote), out var counts) ? counts : new RecorderCounts();
    }

    /// <summary>Stores what waits; the store stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _storing;
    }

    // Datagrams have no connection that would end: one count for all.
    private RecorderCounts Counts(SyslogTransport transport, IPEndPoint? remote) =>
        _open.GetOrAdd((transport, transport == SyslogTransport.Udp ? null : remote), static _ => new RecorderCounts());

    private async Task StoreAsync()
    {
        var batch = new List<Entry>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            var octets = 0;
            while (batch.Count < MostInBatch && octets < MostOctetsInBatch && _waiting.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
                octets += entry.Record?.Octets.Length ?? 0;
            }

            Store(batch);
            foreach (var entry in batch)
                entry.Settled?.TrySetResult();
        }
    }

    private void Store(List<Entry> batch)
    {
        var messages = batch.Where(static entry => entry.Record is not null).ToList();
        if (messages.Count == 0)
            return;
        var stored = true;
        try
        {
            _store.Append([.. messages.Select(static entry => entry.Record!)]);
            _stored?.Invoke();
        }
        catch (IOException e)
        {
            stored = false;
            var now = _time.GetUtcNow();
            if (e.Message != _told.Reason || now - _told.At >= BetweenSayings)
            {
                _told = (e.Message, now);
                _failed($"{messages.Count:N0} messages were not stored: {e.Message}");
            }
        }

        foreach (var entry in messages)
        {
            entry.Counts!.Add(stored);
            Total.Add(stored);
        }
    }

    /// <summary>A message with the counts of its connection, or somebody who waits until all before is stored.</summary>
    private readonly record struct Entry(AuditRecord? Record, RecorderCounts? Counts, TaskCompletionSource? Settled);
}
