namespace Leadglass.Dicom.Files;

/// <summary>
/// Compressed bytes, handed out one at a time from some place on: a decompressor takes what it is given and does not say how much of it
/// it needed. So the end of what is compressed can be told from what follows it.
/// </summary>
internal sealed class SparingStream(Stream inner, long sparingFrom) : Stream
{
    /// <summary>Where the last bytes that were handed out began.</summary>
    public long LastStart { get; private set; }

    /// <summary>More was asked for than there is.</summary>
    public bool RanDry { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        LastStart = inner.Position;
        var most = LastStart < sparingFrom ? (int)Math.Min(buffer.Length, sparingFrom - LastStart) : Math.Min(buffer.Length, 1);
        var read = inner.Read(buffer[..most]);
        RanDry |= read == 0 && most > 0;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
