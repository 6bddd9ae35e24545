namespace Leadglass.Dicom.Data;

/// <summary>Small looks at a source: one buffer that moves, so that reading headers costs no memory and few calls.</summary>
internal sealed class SourceWindow(ByteSource source, int size = 32 * 1024)
{
    private readonly byte[] _buffer = source.Memory is null ? new byte[size] : [];
    private long _start;
    private int _length;

    /// <summary>The bytes from an offset on: at most <paramref name="most"/>, fewer at the end. They stand until the next look.</summary>
    public ReadOnlySpan<byte> Look(long offset, long most)
    {
        var count = (int)Math.Min(most, size);
        if (source.Memory is { } memory)
        {
            var rest = offset >= memory.Length ? default : memory.Span[(int)offset..];
            return rest.Length > count ? rest[..count] : rest;
        }

        if (offset < _start || offset + count > _start + _length)
        {
            _start = offset;
            _length = source.Read(offset, _buffer);
        }
        return _buffer.AsSpan((int)(offset - _start), Math.Min(count, _length - (int)(offset - _start)));
    }

    /// <summary>Where a pattern begins, at or behind <paramref name="start"/> and wholly before <paramref name="end"/>; -1 where it does not occur.</summary>
    public long Find(ReadOnlySpan<byte> pattern, long start, long end)
    {
        while (end - start >= pattern.Length)
        {
            var bytes = Look(start, end - start);
            if (bytes.Length < pattern.Length)
                return -1;
            var at = bytes.IndexOf(pattern);
            if (at >= 0)
                return start + at;
            start += bytes.Length - pattern.Length + 1;
        }
        return -1;
    }
}
