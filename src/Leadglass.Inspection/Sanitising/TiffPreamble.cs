using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Sanitising;

/// <summary>A preamble that holds a TIFF header and nothing that TIFF does not need. Source: TIFF 6.0 section 2; BigTIFF has fields twice as long.</summary>
internal static class TiffPreamble
{
    private static readonly int[] TypeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    /// <summary>Writes a preamble anew: the header, and as much of its directory and of the values of that as lies in the preamble.</summary>
    /// <param name="preamble">128 bytes that begin as TIFF, and whose directory is known to be sound.</param>
    public static byte[] Rebuild(ReadOnlySpan<byte> preamble)
    {
        var isLittle = preamble[0] == 'I';
        var isBig = preamble[isLittle ? 2 : 3] == 43;
        var (headerLength, countSize, entrySize, fieldSize) = isBig ? (16, 8, 20, 8) : (8, 2, 12, 4);
        var rebuilt = new byte[preamble.Length];
        Keep(preamble, rebuilt, 0, (ulong)headerLength);

        var directory = Number(preamble[(isBig ? 8 : 4)..], fieldSize, isLittle);
        if (directory > (ulong)(preamble.Length - countSize))
            return rebuilt;
        var entries = Number(preamble[(int)directory..], countSize, isLittle);
        Keep(preamble, rebuilt, directory, (ulong)countSize + entries * (ulong)entrySize + (ulong)fieldSize);
        for (var at = (int)directory + countSize; entries > 0 && at + entrySize <= preamble.Length; at += entrySize, entries--)
        {
            var type = (int)Number(preamble[(at + 2)..], 2, isLittle);
            var length = (type < TypeSizes.Length ? (ulong)TypeSizes[type] : 0) * Math.Min(Number(preamble[(at + 4)..], fieldSize, isLittle), (ulong)preamble.Length);
            if (length > (ulong)fieldSize)
                Keep(preamble, rebuilt, Number(preamble[(at + 4 + fieldSize)..], fieldSize, isLittle), length);
        }

        return rebuilt;
    }

    private static void Keep(ReadOnlySpan<byte> from, byte[] to, ulong offset, ulong length)
    {
        if (offset >= (ulong)from.Length)
            return;
        var part = from.Slice((int)offset, (int)Math.Min(length, (ulong)from.Length - offset));
        part.CopyTo(to.AsSpan((int)offset));
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, int size, bool isLittle) => size switch
    {
        2 => isLittle ? ReadUInt16LittleEndian(bytes) : ReadUInt16BigEndian(bytes),
        4 => isLittle ? ReadUInt32LittleEndian(bytes) : ReadUInt32BigEndian(bytes),
        _ => isLittle ? ReadUInt64LittleEndian(bytes) : ReadUInt64BigEndian(bytes),
    };
}
