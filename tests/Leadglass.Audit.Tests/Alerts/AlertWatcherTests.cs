using System.Net;
using System.Threading.Channels;
using Leadglass.Audit.Alerts;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;
using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Alerts;

public sealed class AlertWatcherTests : IDisposable
{
    private static readonly AuditSource Repository = new() { Id = "arr" };

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly Channel<(Alert Alert, AuditMessage Message)> _told = Channel.CreateUnbounded<(Alert, AuditMessage)>();
    private readonly List<string> _failures = [];
    private readonly SqliteAuditStore _store;
    private DateTimeOffset? _storedUntil;

    public AlertWatcherTests() => _store = SqliteAuditStore.Open(_folder.File("audit.db"), AuditStoreMode.Create);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Export_WhileItIsWatched_IsToldAsAStandardMessageAndStored()
    {
        await using (var watching = Watch())
        {
            Receive(Exported("smith"));
            watching.Watcher.Stored();

            var (alert, message) = await NextAsync();
            Assert.Equal(IncidentKind.ExportedToMedium, alert.Incident.Kind);
            Assert.Equal(AuditVerdict.Standard, AuditValidator.Examine(AuditMessageWriter.Write(message)).Verdict);
        }

        Assert.Equal([("LG-AUD-112", Exports().Single())], _store.ReadAll().Select(stored => WatchMark.Told(stored.Record)).OfType<(string, long)>());
        Assert.Empty(_failures);
    }

    [Fact]
    public async Task Restart_RepeatsNothingAndLeavesWhatNobodyWatched()
    {
        await TellsAsync("smith");
        Receive(Exported("unwatched"));

        Assert.Equal("jones@example.org", await TellsAsync("jones"));
        Assert.False(_told.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Restart_AfterACrashBeforeItWasTold_TellsIt()
    {
        _store.Append([AuditRecord.Of(WatchMark.Activity(started: true, Repository, _time.GetUtcNow()), _time.GetUtcNow())]);
        Receive(Exported("smith"));
        _time.Advance(TimeSpan.FromMinutes(5));

        await using (Watch())
            Assert.Equal("smith@example.org", (await NextAsync()).Alert.Incident.Who);
        await using (Watch())
        {
        }

        Assert.False(_told.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Restart_WhileATransferIsUnderWay_StillWaitsForIt()
    {
        await using (Watch())
            Receive(Ward.Begin("1.2.3")(_time.GetUtcNow()));
        _time.Advance(TimeSpan.FromHours(10)); // the service is down

        await using (Watch())
        {
            await _time.AdvanceWhenAwaitedAsync(TimeSpan.FromMinutes(59));
            await _time.AdvanceWhenAwaitedAsync(TimeSpan.FromMinutes(2));
            Assert.Equal(IncidentKind.TransferNotCompleted, (await NextAsync()).Alert.Incident.Kind);
        }

        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromMinutes(1), AlertReading.Read(_store, null, _time.GetUtcNow()).Single().Incident.At);
    }

    [Fact]
    public async Task MessagesThatWaitForTheStore_AreNotMissedBefore()
    {
        _storedUntil = _time.GetUtcNow();
        await using (Watch())
        {
            Receive(Ward.Begin("1.2.3")(_time.GetUtcNow()));
            await _time.AdvanceWhenAwaitedAsync(TimeSpan.FromHours(2));
            await _time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(5));
            await _time.AdvanceWhenAwaitedAsync(TimeSpan.Zero); // it has looked
            Assert.False(_told.Reader.TryRead(out _));

            _storedUntil = null;
            await _time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(5));
            Assert.Equal(IncidentKind.TransferNotCompleted, (await NextAsync()).Alert.Incident.Kind);
        }
    }

    [Fact]
    public void Reading_FromATimeOn_KnowsWhatWasBefore()
    {
        for (var number = 0; number < 4; number++)
            Receive(Ward.Login("smith", works: false)(_time.GetUtcNow()));
        _time.Advance(TimeSpan.FromMinutes(1));
        var from = _time.GetUtcNow();
        Receive(Ward.Login("smith", works: false)(from));

        var alert = Assert.Single(AlertReading.Read(_store, from, from.AddMinutes(1)));
        Assert.Equal((IncidentKind.LoginsOfUserFailed, 5), (alert.Incident.Kind, alert.Incident.Count));
        Assert.Empty(AlertReading.Read(_store, from.AddSeconds(1), from.AddMinutes(1)));
        Assert.Empty(AlertReading.Read(_store, null, from));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(8, 0)]
    [InlineData(20, 12)]
    [InlineData(1000, 20)]
    public void LastBefore_ADayEach_LeavesOutWhatIsOlderThanEightDays(int now, long expected)
    {
        var first = _time.GetUtcNow();
        for (var day = 0; day < 20; day++)
        {
            Receive(Exported("smith"));
            _time.Advance(TimeSpan.FromDays(1));
        }

        // Record n came n - 1 days after the first; one that is exactly eight days old is still needed.
        Assert.Equal(expected, AlertReading.LastBefore(_store, first.AddDays(now), new AlertOptions()));
    }

    private async Task<string> TellsAsync(string user)
    {
        await using var watching = Watch();
        Receive(Exported(user));
        watching.Watcher.Stored();
        return (await NextAsync()).Alert.Incident.Who;
    }

    private IEnumerable<long> Exports() => _store.ReadAll().Where(stored => stored.Record.Values(AuditTermKind.Event).Contains("110106")).Select(stored => stored.Sequence);

    private AuditEvent Exported(string user) => Ward.Export(Participants.Medium(MediaKind.UsbDisk, "file:///x"), user)(_time.GetUtcNow());

    private void Receive(AuditEvent happened) => _store.Append([AuditRecord.Of(
        new ReceivedMessage { Transport = SyslogTransport.Tls, Remote = new IPEndPoint(IPAddress.Loopback, 4711), Octets = AuditMessageWriter.Write(happened.ToMessage()) }, _time.GetUtcNow())]);

    private async Task<(Alert Alert, AuditMessage Message)> NextAsync() => await _told.Reader.ReadAsync(TestContext.Current.CancellationToken);

    private Watching Watch() => new(SqliteAuditStore.Open(_folder.File("audit.db"), AuditStoreMode.Write), this);

    private sealed class Watching(IAuditStore store, AlertWatcherTests test) : IAsyncDisposable
    {
        public AlertWatcher Watcher { get; } = new(store, new Uri("file:///audit.db"), Repository, test._time, (alert, message) => test._told.Writer.TryWrite((alert, message)), test._failures.Add, () => test._storedUntil ?? test._time.GetUtcNow());

        public async ValueTask DisposeAsync()
        {
            await Watcher.DisposeAsync();
            store.Dispose();
        }
    }
}
