using System.Threading.Channels;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;

namespace Leadglass.Audit.Alerts;

/// <summary>
/// Watches a store while others append to it. Writes into it when watching begins and ends, and each alert before it is told: after a restart it reads back
/// as much as it needs, tells what nobody was told, and repeats nothing.
/// </summary>
public sealed class AlertWatcher : IAsyncDisposable
{
    private const int Page = 1_000;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    // What others append is stored a little after its reception: time passes for the detector when nothing of it can come any more.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private readonly IAuditStore _store;
    private readonly Uri _address;
    private readonly AuditSource _source;
    private readonly TimeProvider _time;
    private readonly Action<Alert, AuditMessage> _tell;
    private readonly Action<string> _failed;
    private readonly Func<DateTimeOffset> _storedUntil;
    private readonly AlertOptions _options;
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _watching;
    private AlertDetector _detector;
    private long _last;
    private string? _failure;

    /// <summary>Begins to watch.</summary>
    /// <param name="store">The store; used by the watcher alone.</param>
    /// <param name="address">Its name in messages.</param>
    /// <param name="source">Who reports what is noticed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Takes each alert with its message, once. It must not throw, and not wait.</param>
    /// <param name="failed">Told why the store could not be read or written to, once for each reason. It must not throw.</param>
    /// <param name="storedUntil">Asked for a time: all that was received before it is in the store. Called from another thread; it must not throw.</param>
    /// <param name="options">From where on something is an alert; the defaults when <see langword="null"/>.</param>
    /// <exception cref="IOException">The store cannot be written to.</exception>
    public AlertWatcher(IAuditStore store, Uri address, AuditSource source, TimeProvider time, Action<Alert, AuditMessage> tell, Action<string> failed, Func<DateTimeOffset> storedUntil, AlertOptions? options = null)
    {
        (_store, _address, _source, _time, _tell, _failed, _storedUntil, _options) = (store, address, source, time, tell, failed, storedUntil, options ?? new AlertOptions());
        _detector = new AlertDetector(_options);
        // Before anything comes: what is received while the past is still read back is watched as well.
        Mark(started: true);
        _watching = Task.Run(RunAsync);
    }

    /// <summary>Says that something was appended to the store.</summary>
    public void Stored() => _news.Writer.TryWrite(true);

    /// <summary>Looks at what was stored until now, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!Try(CatchUp))
            {
                if (!await WaitAsync())
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // Without the mark of an end, the next start goes on where this one had to stop.
            return;
        }

        do
        {
            Try(() =>
            {
                var until = _storedUntil();
                Read(static _ => { }, Tell, CancellationToken.None);
                Tell(_detector.Pass(until - Settling));
            });
        }
        while (await WaitAsync());

        Try(() =>
        {
            Read(static _ => { }, Tell, CancellationToken.None);
            Mark(started: false);
        });
    }

    /// <summary>Learns what it would know had it never ended, and tells what was not told. What happened while nobody watched is left to reports.</summary>
    private void CatchUp()
    {
        _detector = new AlertDetector(_options); // this may be the second attempt
        _last = AlertReading.LastBefore(_store, _time.GetUtcNow(), _options);
        var wasWatched = _store.Search(WatchMark.All).Where(mark => mark.Sequence <= _last).MaxBy(static mark => mark.Sequence) is { } latest && WatchMark.IsStart(latest.Record);
        var untold = new OrderedDictionary<(string, long), Alert>();
        Read(
            record =>
            {
                wasWatched = WatchMark.IsStart(record) || (wasWatched && !WatchMark.IsEnd(record));
                if (WatchMark.Told(record) is { } told)
                    untold.Remove(told);
            },
            alerts =>
            {
                foreach (var alert in wasWatched ? alerts : [])
                    untold[(alert.Finding.Rule.Id, alert.Incident.Sequence)] = alert;
            },
            _stopping.Token);
        Tell(untold.Values);
    }

    private void Read(Action<AuditRecord> look, Action<IReadOnlyList<Alert>> take, CancellationToken cancellationToken)
    {
        List<StoredRecord> page;
        do
        {
            page = [.. _store.ReadAll(_last, Page)];
            foreach (var stored in page)
            {
                _last = stored.Sequence;
                take(_detector.Take(stored));
                look(stored.Record);
            }

            if (page.Count == Page)
                cancellationToken.ThrowIfCancellationRequested();
        }
        while (page.Count == Page);
    }

    private void Tell(IEnumerable<Alert> alerts)
    {
        foreach (var alert in alerts)
        {
            var now = _time.GetLocalNow();
            var message = WatchMark.Message(alert, _source, now, _address);
            // Not stored, it would be told again after a restart; not told, it would never be.
            Try(() => _store.Append([AuditRecord.Of(message, now)]));
            _tell(alert, message);
        }
    }

    private void Mark(bool started)
    {
        var now = _time.GetLocalNow();
        _store.Append([AuditRecord.Of(WatchMark.Activity(started, _source, now), now)]);
    }

    private bool Try(Action work)
    {
        try
        {
            work();
            _failure = null;
            return true;
        }
        catch (IOException e)
        {
            if (_failure != e.Message)
                _failed($"alerts are late: {e.Message}");
            _failure = e.Message;
            return false;
        }
    }

    private async Task<bool> WaitAsync()
    {
        using var tick = new CancellationTokenSource(Tick, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tick.Token, _stopping.Token);
        try
        {
            await _news.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time has passed, or it is the end.
        }

        return !_stopping.IsCancellationRequested;
    }
}
