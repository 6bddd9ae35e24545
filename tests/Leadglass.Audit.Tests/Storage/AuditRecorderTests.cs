using System.Net;
using System.Text;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;

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
        Assert.Equal(3, store.Records.Count);
    }

    [Fact]
    public async Task FullDisk_ResetsTheConnectionAndTheNextOneIsServed()
    {
        using var store = new MemoryStore { IsFull = true };
        await using var serving = new Serving(store);

        Assert.NotNull(await serving.SendAsync(2));
        Assert.Equal((2, 0, 2), serving.Counts);
        Assert.NotEmpty(serving.Failures);

        store.IsFull = false;
        Assert.Null(await serving.SendAsync(2));
        Assert.Equal(2, store.Records.Count);
    }

    /// <summary>A store whose disk can be full.</summary>
    private sealed class MemoryStore : IAuditStore
    {
        public volatile bool IsFull;

        public List<AuditRecord> Records { get; } = [];

        public void Append(IReadOnlyList<AuditRecord> records)
        {
            if (IsFull)
                throw new IOException("the disk is full");
            Records.AddRange(records);
        }

        public ChainEnd End() => new(Records.Count, HashChain.Beginning);

        public ChainEnd Prunable(DateTimeOffset before) => default;

        public ChainEnd Prune(DateTimeOffset before, Func<ChainEnd, AuditRecord> account) => default;

        public IEnumerable<StoredRecord> Search(AuditQuery query) => [];

        public IEnumerable<StoredRecord> ReadAll() => [];

        public void Dispose() => Records.Clear();
    }

    private sealed class Serving : IAsyncDisposable
    {
        private readonly AuditRecorder _recorder;
        private readonly SyslogReceiver _receiver;
        private RecorderCounts _last = new();

        public Serving(IAuditStore store)
        {
            _recorder = new AuditRecorder(store, TimeProvider.System, Failures.Add);
            _receiver = SyslogReceiver.Start(new SyslogReceiverOptions { Tcp = Free }, _recorder.TakeAsync, async (transport, remote) =>
            {
                _last = await _recorder.SettleAsync(transport, remote);
                return _last.Refused == 0;
            });
        }

        public List<string> Failures { get; } = [];

        public (long, long, long) Counts => (_last.Received, _last.Stored, _last.Refused);

        public async Task<string?> SendAsync(int count)
        {
            await using var sender = new SyslogSender(new SyslogSenderOptions { Receiver = _receiver.Tcp!, Transport = SyslogTransport.Tcp });
            for (var number = 0; number < count; number++)
                Assert.Null(await sender.SendAsync(Encoding.UTF8.GetBytes($"<85>1 - - - - - - {number}"), Cancellation));
            return await sender.CloseAsync(Cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            await _receiver.DisposeAsync();
            await _recorder.DisposeAsync();
        }
    }
}
