using System.Buffers.Binary;
using System.Text;

namespace Leadglass.Dicom;

/// <summary>A growing buffer that bytes are written to and lengths are patched into afterwards.</summary>
internal sealed class ByteSink(int capacity = 256)
{
    private byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void WriteByte(byte value) => Reserve(1)[0] = value;

    public void WriteUInt16BigEndian(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Reserve(2), value);

    public void WriteUInt32BigEndian(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Reserve(4), value);

    public void WriteUInt16LittleEndian(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);

    public void WriteUInt32LittleEndian(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Text as one byte a character: what was read as Latin-1 is written back as it came.</summary>
    public void WriteLatin1(string text) => Encoding.Latin1.GetBytes(text, Reserve(text.Length));

    /// <summary>Sets the big-endian 16-bit length at <paramref name="position"/> to the number of bytes written after it.</summary>
    public void PatchUInt16BigEndian(int position, string field)
    {
        var length = Length - position - sizeof(ushort);
        if (length > ushort.MaxValue)
            throw new InvalidOperationException($"{field} holds {length} bytes; its length field cannot say more than 65535.");
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(position), (ushort)length);
    }

    /// <summary>Sets the big-endian 32-bit length at <paramref name="position"/> to the number of bytes written after it.</summary>
    public void PatchUInt32BigEndian(int position) =>
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(position), (uint)(Length - position - sizeof(uint)));

    /// <summary>Sets the little-endian 32-bit length at <paramref name="position"/> to the number of bytes written after it.</summary>
    public void PatchUInt32LittleEndian(int position) =>
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(position), (uint)(Length - position - sizeof(uint)));

    private Span<byte> Reserve(int count)
    {
        var start = Length;
        Length = checked(start + count);
        if (Length > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(Length, (int)Math.Min(Array.MaxLength, _buffer.Length * 2L)));
        return _buffer.AsSpan(start, count);
    }
}
