using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Leadglass.Audit.Syslog;

namespace Leadglass.Audit.Storage;

/// <summary>
/// Stores what a <see cref="SyslogReceiver"/> hands out, in two steps: into the journal, and it is acknowledged; from there, read and judged, into the store.
/// A store that fails is tried again until it takes them. A journal that cannot take a message costs it: it is counted as refused, and its connection
/// is not closed properly, so that a sender with a spool sends it again.
/// </summary>
public sealed class AuditRecorder : IAsyncDisposable
{
    private const int MostInBatch = 1_000;
    private const int MostOctetsInBatch = 8 * 1024 * 1024;

    // A full disk refuses every batch, some hundred a second.
    private static readonly TimeSpan BetweenSayings = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    private readonly IAuditStore _store;
    private readonly AuditJournal _journal;
    private readonly TimeProvider _time;
    private readonly Action<string> _failed;
    private readonly Action? _stored;
    private readonly ConcurrentDictionary<(SyslogTransport Transport, IPEndPoint? Remote), RecorderCounts> _open = new();
    private readonly Channel<Entry> _received = Channel.CreateBounded<Entry>(new BoundedChannelOptions(1_024) { SingleReader = true });
    private readonly Channel<bool> _waiting = OneSignal();
    private readonly Channel<bool> _progress = OneSignal();
    private readonly Dictionary<string, DateTimeOffset> _told = [];
    private readonly Task _keeping;
    private readonly Task _storing;
    private volatile bool _storeFails;
    private long _oldest; // until it was looked for, anything may wait

    /// <summary>Begins to store, with what the journal has from before.</summary>
    /// <param name="store">Where to; used by the recorder alone.</param>
    /// <param name="journal">Where messages wait for the store; used by the recorder alone.</param>
    /// <param name="time">The clock.</param>
    /// <param name="failed">Told in a sentence what could not be done, the same once a minute; from two threads. It must not throw.</param>
    /// <param name="stored">Called when a batch is in the store. It must not throw, and not wait.</param>
    public AuditRecorder(IAuditStore store, AuditJournal journal, TimeProvider time, Action<string> failed, Action? stored = null)
    {
        (_store, _journal, _time, _failed, _stored) = (store, journal, time, failed, stored);
        _keeping = Task.Run(KeepAsync);
        _storing = Task.Run(StoreAsync);
    }

    /// <summary>Counts of everything so far.</summary>
    public RecorderCounts Total { get; } = new();

    /// <summary>All that was received before is in the store; now, if nothing waits.</summary>
    public DateTimeOffset StoredUntil => Interlocked.Read(ref _oldest) is not long.MaxValue and var oldest ? DateTimeOffset.FromUnixTimeMilliseconds(oldest) : _time.GetUtcNow();

    /// <summary>Takes a message; on the disk soon, and before <see cref="SettleAsync"/> of its connection returns.</summary>
    /// <param name="message">What came.</param>
    public ValueTask TakeAsync(ReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var counts = Counts(message.Transport, message.Remote);
        counts.AddReceived();
        Total.AddReceived();
        return _received.Writer.WriteAsync(new Entry(message, _time.GetUtcNow(), counts, null));
    }

    /// <summary>Waits until everything that a connection brought is on the disk, or was refused.</summary>
    /// <param name="transport">How it came.</param>
    /// <param name="remote">Who sent it.</param>
    /// <returns>The counts of the connection, which are forgotten here.</returns>
    public async Task<RecorderCounts> SettleAsync(SyslogTransport transport, IPEndPoint remote)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _received.Writer.WriteAsync(new Entry(null, default, null, settled));
        await settled.Task;
        return _open.TryRemove((transport, remote), out var counts) ? counts : new RecorderCounts();
    }

    /// <summary>Takes into the store what waits; if the store fails, it waits in the journal for the next start. Store and journal stay open.</summary>
    public async ValueTask DisposeAsync()
    {
        _received.Writer.TryComplete();
        await _keeping;
        _waiting.Writer.TryComplete();
        await _storing;
    }

    private static Channel<bool> OneSignal() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // Datagrams have no connection that would end: one count for all.
    private RecorderCounts Counts(SyslogTransport transport, IPEndPoint? remote) =>
        _open.GetOrAdd((transport, transport == SyslogTransport.Udp ? null : remote), static _ => new RecorderCounts());

    private async Task KeepAsync()
    {
        var batch = new List<Entry>();
        while (await _received.Reader.WaitToReadAsync())
        {
            batch.Clear();
            var octets = 0;
            while (batch.Count < MostInBatch && octets < MostOctetsInBatch && _received.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
                octets += entry.Message?.Octets.Length ?? 0;
            }

            // A store that works makes room, and senders wait for it; for one that does not, nobody shall.
            while (_journal.IsFull && !_storeFails)
                await _progress.Reader.ReadAsync();
            Keep(batch);
            foreach (var entry in batch)
                entry.Settled?.TrySetResult();
        }
    }

    private void Keep(List<Entry> batch)
    {
        var messages = batch.Where(static entry => entry.Message is not null).ToList();
        if (messages.Count == 0)
            return;
        var kept = true;
        try
        {
            if (_journal.IsFull)
                throw new IOException($"{_journal.Path} is full, and the store takes nothing out of it");
            _journal.Append([.. messages.Select(static entry => (entry.Message!, entry.At))]);
            _waiting.Writer.TryWrite(true);
        }
        catch (IOException e)
        {
            kept = false;
            Tell($"messages were not stored: {e.Message}. Their connections are reset");
        }

        foreach (var entry in messages)
        {
            entry.Counts!.Add(kept);
            Total.Add(kept);
        }
    }

    private async Task StoreAsync()
    {
        do
        {
            while (!await TryStoreAsync())
            {
                if (_keeping.IsCompleted)
                    return;
                await Task.WhenAny(Task.Delay(BetweenAttempts, _time), _keeping);
            }
        }
        while (await _waiting.Reader.WaitToReadAsync() && _waiting.Reader.TryRead(out _));
    }

    /// <summary>Takes what waits into the store, and reads and judges the next batch meanwhile.</summary>
    /// <returns>Whether the store took everything.</returns>
    private async Task<bool> TryStoreAsync()
    {
        var judging = Judge(_journal.First);
        try
        {
            while (await judging is { Records: [var oldest, ..] } batch)
            {
                judging = Judge(batch.Next);
                Interlocked.Exchange(ref _oldest, oldest.ReceivedAt.ToUnixTimeMilliseconds());
                _store.Append(batch.Records);
                _journal.Done(batch.Next);
                _storeFails = false;
                _progress.Writer.TryWrite(true);
                _stored?.Invoke();
            }

            Interlocked.Exchange(ref _oldest, long.MaxValue);
            return true;
        }
        catch (IOException e)
        {
            _storeFails = true;
            _progress.Writer.TryWrite(true);
            Tell($"messages wait in {_journal.Path}: {e.Message}");
            // One reads at a time, and what the next one could not be read for will be said then.
            await ((Task)judging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    private Task<(List<AuditRecord> Records, long Next)> Judge(long from) => Task.Run(() =>
    {
        var messages = _journal.Read(from, MostInBatch, MostOctetsInBatch, out var next);
        return (messages.Select(static message => AuditRecord.Of(message.Message, message.At)).ToList(), next);
    });

    private void Tell(string what)
    {
        var now = _time.GetUtcNow();
        lock (_told)
        {
            if (_told.TryGetValue(what, out var at) && now - at < BetweenSayings)
                return;
            if (_told.Count >= 16)
                _told.Clear(); // reasons of a database may hold anything
            _told[what] = now;
        }

        _failed(what);
    }

    /// <summary>A message with the counts of its connection, or somebody who waits until all before is on the disk.</summary>
    private readonly record struct Entry(ReceivedMessage? Message, DateTimeOffset At, RecorderCounts? Counts, TaskCompletionSource? Settled);
}
