using System.Buffers.Binary;

namespace Leadglass.Tls.Messages;

/// <summary>A growing buffer for numbers and vectors, as RFC 8446 §3 presents them.</summary>
internal sealed class VectorWriter
{
    private byte[] _buffer = new byte[256];

    public int Length { get; private set; }

    public byte[] ToArray() => _buffer.AsSpan(0, Length).ToArray();

    public void WriteUInt8(byte value) => Grow(1)[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Grow(2), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Grow(4), value);

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Grow(bytes.Length));

    /// <summary>A vector: its length in one, two or three bytes, then its content.</summary>
    /// <exception cref="InvalidOperationException">The content is longer than its length can say.</exception>
    public void WriteVector(int lengthBytes, ReadOnlySpan<byte> content)
    {
        var start = BeginVector(lengthBytes);
        Write(content);
        EndVector(start, lengthBytes);
    }

    /// <summary>Starts a vector whose content is written next.</summary>
    /// <returns>To be given to <see cref="EndVector"/>.</returns>
    public int BeginVector(int lengthBytes)
    {
        Grow(lengthBytes).Clear();
        return Length;
    }

    /// <summary>Puts the length before what was written since <see cref="BeginVector"/>.</summary>
    /// <exception cref="InvalidOperationException">The content is longer than its length can say.</exception>
    public void EndVector(int start, int lengthBytes)
    {
        var length = Length - start;
        if (length >> (8 * lengthBytes) != 0)
            throw new InvalidOperationException($"{length} bytes do not fit a vector with a length of {8 * lengthBytes} bits.");
        for (var i = 1; i <= lengthBytes; i++, length >>= 8)
            _buffer[start - i] = (byte)length;
    }

    public void WriteUInt16Vector(int lengthBytes, IEnumerable<ushort> values)
    {
        var start = BeginVector(lengthBytes);
        foreach (var value in values)
            WriteUInt16(value);
        EndVector(start, lengthBytes);
    }

    private Span<byte> Grow(int count)
    {
        var start = Length;
        Length = checked(start + count);
        if (Length > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(Length, 2 * _buffer.Length));
        return _buffer.AsSpan(start, count);
    }
}
