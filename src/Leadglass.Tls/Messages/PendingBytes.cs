namespace Leadglass.Tls.Messages;

/// <summary>Bytes that wait for the rest of what they belong to. What was handed out stays valid: nothing is overwritten, only left behind.</summary>
internal sealed class PendingBytes
{
    private const int Least = 512;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    public int Length => _end - _start;

    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(_start, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _end)
        {
            // A new buffer rather than a moved one: messages that were read hold slices of the old.
            var grown = new byte[Math.Max(Math.Max(Least, 2 * Length), Length + bytes.Length)];
            Content.CopyTo(grown);
            (_buffer, _start, _end) = (grown, 0, Length);
        }
        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    public void RemoveFirst(int count) => _start += count;
}
