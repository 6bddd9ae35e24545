using Leadglass.TestKit;
using Leadglass.Tls.Messages;

namespace Leadglass.Tls.Tests.Support;

/// <summary>A server in memory that sees each hello and answers as a test says; a full handshake it always refuses.</summary>
internal sealed class MemoryServer(Func<ClientHello, Reply> answer)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private int _open;

    public ManualTime Time { get; } = new();

    /// <summary>Connections to hand out; then there are no more.</summary>
    public int Budget { get; init; } = int.MaxValue;

    /// <summary>What SSL 2.0 is answered with.</summary>
    public Func<Ssl2ClientHello, Reply> AnswerSsl2 { get; init; } = static _ => Reply.Close;

    /// <summary>What it says to anything after the first hello of a connection: the hello's answer is not changed by <see langword="null"/>, the default.</summary>
    public Func<IReadOnlyList<TlsRecord>, Reply?> AnswerMore { get; init; } = static _ => null;

    public int Connections { get; private set; }

    public int MostAtOnce { get; private set; }

    public List<ClientHello> Hellos { get; } = [];

    public ValueTask<Stream?> ConnectAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Connections == Budget)
            return ValueTask.FromResult<Stream?>(null);
        Connections++;
        MostAtOnce = Math.Max(MostAtOnce, ++_open);
        return ValueTask.FromResult<Stream?>(new Connection(this));
    }

    private Reply Answer(byte[] sent)
    {
        var reader = new MessageReader();
        reader.Feed(sent);
        Assert.True(reader.TryRead(out var message));
        Assert.Empty(reader.Anomalies);
        if (message is Ssl2ClientHello old)
            return AnswerSsl2(old);
        var hello = Assert.IsType<ClientHello>(message);
        Hellos.Add(hello);
        return answer(hello);
    }

    private static List<TlsRecord> Records(byte[] sent)
    {
        var records = new List<TlsRecord>();
        for (var rest = sent.AsMemory(); !rest.IsEmpty;)
        {
            var read = RecordReader.Read(rest);
            records.Add(read.Record!);
            rest = rest[read.Consumed..];
        }
        return records;
    }

    private sealed class Connection(MemoryServer server) : Stream
    {
        private Reply? _reply;
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_reply is null)
            {
                _reply = server.Answer(buffer.ToArray());
            }
            else if (server.AnswerMore(Records(buffer.ToArray())) is { } more)
            {
                _reply = more;
                _position = 0;
            }
            return ValueTask.CompletedTask;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reply = _reply!;
            if (buffer.IsEmpty)
                return 0;
            if (_position < reply.Bytes.Length || reply.IsEndless)
            {
                var count = Math.Min(Math.Min(buffer.Length, reply.PieceSize), reply.IsEndless ? int.MaxValue : reply.Bytes.Length - _position);
                for (var i = 0; i < count; i++)
                    buffer.Span[i] = reply.Bytes[(_position + i) % reply.Bytes.Length];
                _position += count;
                server.Time.Advance(reply.PausePerPiece);
                return count;
            }

            if (reply.IsReset)
                throw new IOException("Reset by peer.");
            if (!reply.IsSilent)
                return 0;
            // Nothing more comes: the deadline does.
            server.Time.Advance(Patience);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                server._open--;
            base.Dispose(disposing);
        }
    }
}
