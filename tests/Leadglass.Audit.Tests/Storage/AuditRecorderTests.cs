using System.Net;
using System.Net.Sockets;
using System.Text;
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
        Assert.Equal(3, store.Records.Count);
    }

    [Fact]
    public async Task FullDisk_ResetsTheConnectionAndTheNextOneIsServed()
    {
        using var store = new MemoryStore { IsFull = true };
        await using var serving = new Serving(store);

        Assert.NotNull(await serving.SendAsync(2));
        Assert.Equal((2, 0, 2), serving.Counts);
        Assert.NotNull(await serving.SendAsync(2));
        Assert.Single(serving.Failures); // and not one a batch

        store.IsFull = false;
        Assert.Null(await serving.SendAsync(2));
        Assert.Equal(2, store.Records.Count);
    }

    [Fact]
    public async Task StoreThatAnotherProgramLocks_RefusesAndTheNextOneIsServed()
    {
        using var folder = new TemporaryFolder();
        using var store = SqliteAuditStore.Open(folder.File("audit.db"), AuditStoreMode.Create, TimeSpan.FromSeconds(1));
        await using var serving = new Serving(store);
        await using var other = new SqliteConnection($"Data Source={folder.File("audit.db")};Pooling=False");
        await other.OpenAsync(Cancellation);

        await using (other.BeginTransaction(deferred: false))
            Assert.NotNull(await serving.SendAsync(2));
        Assert.Equal((2, 0, 2), serving.Counts);
        Assert.Null(await serving.SendAsync(2));

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

        var kept = store.Records.SkipLast(1).Select(record => Encoding.UTF8.GetString(record.Octets.Span));
        Assert.True(string.Concat(kept).Contains(stream[stream.IndexOf('<', StringComparison.Ordinal)..], StringComparison.Ordinal), why);
        Assert.EndsWith(" 0", Encoding.UTF8.GetString(store.Records[^1].Octets.Span), StringComparison.Ordinal);
    }

    /// <summary>A store whose disk can be full.</summary>
    private sealed class MemoryStore : IAuditStore
    {
        public volatile bool IsFull;

        public List<AuditRecord> Records { get; } = [];

        public ChainEnd Append(IReadOnlyList<AuditRecord> records)
        {
            if (IsFull)
                throw new IOException("the disk is full");
            Records.AddRange(records);
            return End();
        }

        public ChainEnd End(long upTo = long.MaxValue) => new(Records.Count, HashChain.Beginning);

        public ChainEnd Prunable(DateTimeOffset before) => default;

        public ChainEnd Prune(DateTimeOffset before, Func<ChainEnd, AuditRecord> account) => default;

        public IEnumerable<StoredRecord> Search(AuditQuery query) => [];

        public IEnumerable<StoredRecord> ReadAll(long after = 0, long most = long.MaxValue) => [];

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

        public async ValueTask DisposeAsync()
        {
            await _receiver.DisposeAsync();
            await _recorder.DisposeAsync();
        }
    }
}
