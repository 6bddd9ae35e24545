using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.TestKit;
using Microsoft.Data.Sqlite;

namespace Leadglass.Audit.Tests.Storage;

public sealed class AuditRecorderTests
{
    private static readonly IPEndPoint Free = new(IPAddress.Loopback, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ConnectionThatWasClosed_IsStoredAndCounted()
    {
        using var store = new MemoryStore();
        await using var serving = new Serving(store);

        Assert.Null(await serving.SendAsync(3));
        Assert.Equal((3, 3, 0), serving.Counts);
        await serving.EndAsync();

        Assert.Equal(["<85>1 - - - - - - 0", "<85>1 - - - - - - 1", "<85>1 - - - - - - 2"], store.Texts);
        Assert.Equal(0, serving.Journal.Waiting);
    }

    [Fact]
    public async Task StoreThatIsFull_IsToldOnceAndGetsEverythingWhenThereIsRoom()
    {
        var time = new ManualTime();
        var receivedAt = time.GetUtcNow();
        using var store = new MemoryStore { IsFull = true };
        await using var serving = new Serving(store, time);

        Assert.Null(await serving.SendAsync(2)); // the journal has them
        await serving.Told.Reader.ReadAsync(Cancellation);
        Assert.Equal(receivedAt, serving.Recorder.StoredUntil);
        for (var attempt = 0; attempt < 3; attempt++)
            await store.AttemptAsync(time);
        Assert.False(serving.Told.Reader.TryRead(out _)); // and not once an attempt
        Assert.Equal(receivedAt, serving.Recorder.StoredUntil); // time has passed, and they wait still

        store.IsFull = false;
        await serving.EndAsync();
        Assert.Equal(2, store.Texts.Count);
        Assert.Equal(time.GetUtcNow(), serving.Recorder.StoredUntil);
    }

    [Fact]
    public async Task StoreAndJournalThatAreFull_ResetTheConnectionAndTheNextOneIsServed()
    {
        var time = new ManualTime();
        using var store = new MemoryStore { IsFull = true };
        await using var serving = new Serving(store, time, most: 20);

        Assert.Null(await serving.SendAsync(1));
        await serving.Told.Reader.ReadAsync(Cancellation);
        Assert.NotNull(await serving.SendAsync(2));
        Assert.Equal((2, 0, 2), serving.Counts);
        Assert.Contains("were not stored", await serving.Told.Reader.ReadAsync(Cancellation), StringComparison.Ordinal);

        store.IsFull = false;
        await store.AttemptAsync(time);
        await store.Appended.Reader.ReadAsync(Cancellation);
        Assert.Null(await serving.SendAsync(1));
        await serving.EndAsync();
        Assert.Equal(2, store.Texts.Count);
    }

    [Fact]
    public async Task ServiceThatEndsWithAStoreThatIsFull_LeavesItsMessagesToTheNext()
    {
        using var folder = new TemporaryFolder();
        using (var full = new MemoryStore { IsFull = true })
        await using (var serving = new Serving(full, journal: folder.File("incoming")))
            Assert.Null(await serving.SendAsync(3));

        using var store = new MemoryStore { IsFull = true };
        var time = new ManualTime();
        time.Advance(TimeSpan.FromDays(3650)); // long after they came
        await using var next = new Serving(store, time, folder.File("incoming"));
        Assert.True(next.Recorder.StoredUntil < time.GetUtcNow());
        store.IsFull = false;
        await next.EndAsync();

        Assert.Equal(["<85>1 - - - - - - 0", "<85>1 - - - - - - 1", "<85>1 - - - - - - 2"], store.Texts);
    }

    [Fact]
    public async Task StoreThatAnotherProgramLocks_IsToldAndGetsThemAfterwards()
    {
        using var folder = new TemporaryFolder();
        using var store = SqliteAuditStore.Open(folder.File("audit.db"), AuditStoreMode.Create, TimeSpan.FromSeconds(1));
        await using var serving = new Serving(store);
        await using var other = new SqliteConnection($"Data Source={folder.File("audit.db")};Pooling=False");
        await other.OpenAsync(Cancellation);

        await using (other.BeginTransaction(deferred: false))
        {
            Assert.Null(await serving.SendAsync(2));
            Assert.Contains("the store is locked by another program", await serving.Told.Reader.ReadAsync(Cancellation), StringComparison.Ordinal);
        }

        await serving.EndAsync();
        Assert.Equal(2, HashChain.Verify(store.ReadAll(), []).Count);
    }

    [Theory]
    [InlineData("24 <85>1 - - - - - - one<85>1 - - - - - - two", "it takes the beginning of the next")]
    [InlineData("3 <85>1 - - - - - - one", "shorter than the message")]
    [InlineData("999 <85>1 - - - - - - one", "longer than all that comes")]
    [InlineData("2000000000 <85>1 - - - - - - one", "beyond the limit")]
    [InlineData("99999999999999999999 <85>1 - - - - - - one", "beyond every number")]
    [InlineData("0 <85>1 - - - - - - one", "nothing")]
    [InlineData("021 <85>1 - - - - - - one", "a zero in front")]
    [InlineData("-5 <85>1 - - - - - - one", "negative")]
    [InlineData("+21 <85>1 - - - - - - one", "a sign")]
    [InlineData("21\t<85>1 - - - - - - one", "no space behind")]
    [InlineData("0x15 <85>1 - - - - - - one", "hexadecimal")]
    [InlineData("<85>1 - - - - - - one", "none")]
    [InlineData("\0\0\0\u0015<85>1 - - - - - - one", "binary")]
    public async Task WrongLength_EveryOctetOfTheMessageIsKeptAndTheNextConnectionIsServed(string stream, string why)
    {
        using var store = new MemoryStore();
        await using var serving = new Serving(store);

        await serving.SendRawAsync(Encoding.UTF8.GetBytes(stream));
        Assert.Null(await serving.SendAsync(1));
        await serving.EndAsync();

        Assert.True(string.Concat(store.Texts.SkipLast(1)).Contains(stream[stream.IndexOf('<', StringComparison.Ordinal)..], StringComparison.Ordinal), why);
        Assert.EndsWith(" 0", store.Texts[^1], StringComparison.Ordinal);
    }

    /// <summary>A store whose disk can be full.</summary>
    private sealed class MemoryStore : IAuditStore
    {
        private readonly ConcurrentQueue<string> _texts = new();
        private volatile int _attempts;

        public volatile bool IsFull;

        public IReadOnlyList<string> Texts => [.. _texts];

        public Channel<bool> Appended { get; } = Channel.CreateUnbounded<bool>();

        /// <summary>Lets the time pass until somebody has tried again.</summary>
        public async Task AttemptAsync(ManualTime time)
        {
            var before = _attempts;
            await time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(1));
            while (_attempts == before)
                await Task.Yield();
        }

        public ChainEnd Append(IReadOnlyList<AuditRecord> records)
        {
            Interlocked.Increment(ref _attempts);
            if (IsFull)
                throw new IOException("the disk is full");
            foreach (var record in records)
                _texts.Enqueue(Encoding.UTF8.GetString(record.Octets.Span));
            Appended.Writer.TryWrite(true);
            return End();
        }

        public ChainEnd End(long upTo = long.MaxValue) => new(_texts.Count, HashChain.Beginning);

        public ChainEnd Prunable(DateTimeOffset before) => default;

        public ChainEnd Prune(DateTimeOffset before, Func<ChainEnd, AuditRecord> account) => default;

        public IEnumerable<StoredRecord> Search(AuditQuery query) => [];

        public IEnumerable<StoredRecord> ReadAll(long after = 0, long most = long.MaxValue) => [];

        public void Dispose() => _texts.Clear();
    }

    private sealed class Serving : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly SyslogReceiver _receiver;
        private RecorderCounts _last = new();
        private bool _hasEnded;

        public Serving(IAuditStore store, TimeProvider? time = null, string? journal = null, long most = AuditJournal.Most)
        {
            Journal = AuditJournal.Open(journal ?? _folder.File("incoming"), static what => Assert.Fail(what), most);
            Recorder = new AuditRecorder(store, Journal, time ?? TimeProvider.System, what => Told.Writer.TryWrite(what));
            _receiver = SyslogReceiver.Start(new SyslogReceiverOptions { Tcp = Free }, Recorder.TakeAsync, async (transport, remote) =>
            {
                _last = await Recorder.SettleAsync(transport, remote);
                return _last.Refused == 0;
            });
        }

        public AuditJournal Journal { get; }

        public AuditRecorder Recorder { get; }

        public Channel<string> Told { get; } = Channel.CreateUnbounded<string>();

        public (long, long, long) Counts => (_last.Received, _last.Stored, _last.Refused);

        public async Task<string?> SendAsync(int count)
        {
            await using var sender = new SyslogSender(new SyslogSenderOptions { Receiver = _receiver.Tcp!, Transport = SyslogTransport.Tcp });
            for (var number = 0; number < count; number++)
                Assert.Null(await sender.SendAsync(Encoding.UTF8.GetBytes($"<85>1 - - - - - - {number}"), Cancellation));
            return await sender.CloseAsync(Cancellation);
        }

        /// <summary>Sends octets and waits until the receiver has ended the connection.</summary>
        public async Task SendRawAsync(byte[] octets)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(_receiver.Tcp!, Cancellation);
            var stream = client.GetStream();
            await stream.WriteAsync(octets, Cancellation);
            client.Client.Shutdown(SocketShutdown.Send);
            try
            {
                Assert.Equal(0, await stream.ReadAsync(new byte[1], Cancellation));
            }
            catch (IOException)
            {
                // A reset: it had not read everything, or would not.
            }
        }

        /// <summary>Ends the service; what waited is in the store then, if that works.</summary>
        public async Task EndAsync()
        {
            if (_hasEnded)
                return;
            _hasEnded = true;
            await _receiver.DisposeAsync();
            await Recorder.DisposeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await EndAsync();
            Journal.Dispose();
            _folder.Dispose();
        }
    }
}
