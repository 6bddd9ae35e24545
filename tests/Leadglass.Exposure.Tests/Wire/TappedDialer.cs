using System.Net;
using Leadglass.Exposure.Probing;

namespace Leadglass.Exposure.Tests.Wire;

/// <summary>Real connections, with a tap on the line: every byte that goes out, piece by piece, every byte that comes in, and how many are open.</summary>
internal sealed class TappedDialer : IDialer
{
    private readonly TcpDialer _dialer = new(TimeProvider.System);
    private readonly Lock _lock = new();
    private readonly List<Tap> _taps = [];
    private int _open;

    /// <summary>Every connection that was made, in order.</summary>
    public IReadOnlyList<Tap> Taps
    {
        get
        {
            lock (_lock)
                return [.. _taps];
        }
    }

    public int MostOpen { get; private set; }

    public int StillOpen => _open;

    public async ValueTask<DialResult> ConnectAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var result = await _dialer.ConnectAsync(endpoint, timeout, cancellationToken);
        if (result.Stream is null)
            return result;
        lock (_lock)
        {
            var tap = new Tap(endpoint, result.Stream, () => Interlocked.Decrement(ref _open));
            _taps.Add(tap);
            MostOpen = Math.Max(MostOpen, Interlocked.Increment(ref _open));
            return result with { Stream = tap };
        }
    }

    internal sealed class Tap(IPEndPoint endpoint, Stream inner, Action onClose) : Stream
    {
        private readonly List<byte[]> _sent = [];
        private readonly List<byte> _received = [];
        private bool _closed;

        public IPEndPoint Endpoint => endpoint;

        /// <summary>What was written, in the pieces in which it was.</summary>
        public IReadOnlyList<byte[]> Sent => _sent;

        public byte[] SentBytes => [.. _sent.SelectMany(piece => piece)];

        public byte[] Received => [.. _received];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            _received.AddRange(buffer.Span[..count]);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _sent.Add(buffer.ToArray());
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_closed)
            {
                _closed = true;
                inner.Dispose();
                onClose();
            }

            base.Dispose(disposing);
        }
    }
}
