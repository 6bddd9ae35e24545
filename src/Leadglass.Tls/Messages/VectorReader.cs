using System.Buffers.Binary;

namespace Leadglass.Tls.Messages;

/// <summary>Takes numbers and vectors off the front of bytes, as RFC 8446 §3 presents them; a read that fails takes nothing.</summary>
internal struct VectorReader(ReadOnlyMemory<byte> bytes)
{
    private readonly int _length = bytes.Length;

    /// <summary>What was not taken yet.</summary>
    public ReadOnlyMemory<byte> Rest { get; private set; } = bytes;

    public readonly bool IsEmpty => Rest.IsEmpty;

    /// <summary>Bytes taken so far.</summary>
    public readonly int Position => _length - Rest.Length;

    public bool TryTake(int count, out ReadOnlyMemory<byte> taken)
    {
        taken = default;
        if ((uint)count > (uint)Rest.Length)
            return false;
        taken = Rest[..count];
        Rest = Rest[count..];
        return true;
    }

    public bool TryTakeUInt8(out byte value)
    {
        value = 0;
        if (!TryTake(1, out var taken))
            return false;
        value = taken.Span[0];
        return true;
    }

    public bool TryTakeUInt16(out ushort value)
    {
        value = 0;
        if (!TryTake(2, out var taken))
            return false;
        value = BinaryPrimitives.ReadUInt16BigEndian(taken.Span);
        return true;
    }

    public bool TryTakeUInt32(out uint value)
    {
        value = 0;
        if (!TryTake(4, out var taken))
            return false;
        value = BinaryPrimitives.ReadUInt32BigEndian(taken.Span);
        return true;
    }

    /// <summary>A vector whose length stands before it in one, two or three bytes.</summary>
    public bool TryTakeVector(int lengthBytes, out ReadOnlyMemory<byte> content)
    {
        content = default;
        if (Rest.Length < lengthBytes)
            return false;
        var length = 0;
        foreach (var digit in Rest.Span[..lengthBytes])
            length = length << 8 | digit;
        if (length > Rest.Length - lengthBytes)
            return false;
        Rest = Rest[lengthBytes..];
        return TryTake(length, out content);
    }

    /// <summary>A vector of 16-bit numbers; fails where its length is odd.</summary>
    public bool TryTakeUInt16Vector(int lengthBytes, out ushort[] values)
    {
        values = [];
        var start = Rest;
        if (!TryTakeVector(lengthBytes, out var content) || content.Length % 2 != 0)
        {
            Rest = start;
            return false;
        }
        values = new ushort[content.Length / 2];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadUInt16BigEndian(content.Span[(2 * i)..]);
        return true;
    }
}
