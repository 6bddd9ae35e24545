using System.Threading.Channels;

namespace Leadglass.Dicom.Tests.Support;

/// <summary>Two ends of a transport in memory, and the ways a transport ends.</summary>
internal sealed class DuplexStream : Stream
{
    private readonly Channel<byte[]> _incoming;
    private readonly Channel<byte[]> _outgoing;
    private readonly TaskCompletionSource _never = new();
    private ReadOnlyMemory<byte> _unread;
    private DuplexStream? _other;
    private bool _isTaking = true;

    private DuplexStream(Channel<byte[]> incoming, Channel<byte[]> outgoing)
    {
        _incoming = incoming;
        _outgoing = outgoing;
    }

    /// <summary>Every write made at this end, one entry a write.</summary>
    public List<byte[]> Writes { get; } = [];

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (DuplexStream Local, DuplexStream Peer) CreatePair()
    {
        var toLocal = Channel.CreateUnbounded<byte[]>();
        var toPeer = Channel.CreateUnbounded<byte[]>();
        var (local, peer) = (new DuplexStream(toLocal, toPeer), new DuplexStream(toPeer, toLocal));
        (local._other, peer._other) = (peer, local);
        return (local, peer);
    }

    /// <summary>The other end reads a broken connection.</summary>
    public void Reset() => _outgoing.Writer.TryComplete(new IOException("Connection reset by peer."));

    /// <summary>What the other end writes is not taken any more: its writes never complete.</summary>
    public void StopTaking() => _isTaking = false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_unread.IsEmpty)
        {
            // Throws the exception that the other end completed with, where it did.
            if (!await _incoming.Reader.WaitToReadAsync(cancellationToken))
                return 0;
            if (_incoming.Reader.TryRead(out var bytes))
                _unread = bytes;
        }
        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_other!._isTaking)
            return new ValueTask(_never.Task);
        var bytes = buffer.ToArray();
        Writes.Add(bytes);
        if (!_outgoing.Writer.TryWrite(bytes))
            throw new IOException("Broken pipe.");
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        _outgoing.Writer.TryComplete();
        base.Dispose(disposing);
    }
}
