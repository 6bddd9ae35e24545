using System.Buffers.Binary;

namespace Leadglass.Dicom;

/// <summary>A position in bytes that cannot leave its bounds: every read says whether it succeeded, and a failed one moves nothing.</summary>
internal struct ByteCursor(ReadOnlyMemory<byte> bytes, int position, int end)
{
    private readonly ReadOnlyMemory<byte> _bytes = bytes;

    public ByteCursor(ReadOnlyMemory<byte> bytes) : this(bytes, 0, bytes.Length)
    {
    }

    public int Position { get; private set; } = position;

    public readonly int Remaining => end - Position;

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlyMemory<byte> Rest => _bytes[Position..end];

    public readonly ReadOnlySpan<byte> RestSpan => Rest.Span;

    public bool TryReadByte(out byte value)
    {
        value = 0;
        if (Remaining < 1)
            return false;
        value = _bytes.Span[Position++];
        return true;
    }

    public bool TryReadUInt16BigEndian(out ushort value)
    {
        if (!BinaryPrimitives.TryReadUInt16BigEndian(RestSpan, out value))
            return false;
        Position += sizeof(ushort);
        return true;
    }

    public bool TryReadUInt32BigEndian(out uint value)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(RestSpan, out value))
            return false;
        Position += sizeof(uint);
        return true;
    }

    public bool TryReadBytes(int count, out ReadOnlyMemory<byte> value)
    {
        value = default;
        if ((uint)count > (uint)Remaining)
            return false;
        value = _bytes.Slice(Position, count);
        Position += count;
        return true;
    }

    /// <summary>A field of a 16-bit length and that many bytes, as most variable fields of PS3.8 and PS3.7 Annex D are.</summary>
    public bool TryReadCounted(out ReadOnlyMemory<byte> value)
    {
        value = default;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(RestSpan, out var length) || length > Remaining - sizeof(ushort))
            return false;
        Position += sizeof(ushort);
        return TryReadBytes(length, out value);
    }

    /// <summary>A cursor over the next <paramref name="count"/> bytes, which this one steps over.</summary>
    public bool TryReadPart(int count, out ByteCursor part)
    {
        part = default;
        if ((uint)count > (uint)Remaining)
            return false;
        part = new ByteCursor(_bytes, Position, Position + count);
        Position += count;
        return true;
    }
}
