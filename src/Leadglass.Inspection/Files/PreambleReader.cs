using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Observations;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Files;

/// <summary>Tells what a preamble is. Source: PS3.10 §7.1 and §7.5; TIFF 6.0 section 2.</summary>
internal static class PreambleReader
{
    private const int MostEntries = 4096;

    /// <param name="head">The first bytes of the file, the preamble included.</param>
    /// <param name="length">Length of the file.</param>
    /// <param name="contents">What was recognised at the start of the file.</param>
    /// <param name="readAt">Reads at most that many bytes of the file at an offset.</param>
    public static PreambleObservation Read(ReadOnlySpan<byte> head, long length, IReadOnlyList<ContentMatch> contents, Func<long, int, byte[]> readAt)
    {
        var preamble = head[..128];
        var used = preamble.LastIndexOfAnyExcept((byte)0) + 1;
        if (used == 0)
            return new(PreambleState.Zero, "128 bytes of zero");
        if (contents.FirstOrDefault(static match => match.Kind == ContentKinds.Tiff || match.Kind == ContentKinds.BigTiff) is { } tiff)
        {
            var seen = Tiff(preamble, length, tiff.Kind == ContentKinds.BigTiff, readAt);
            return seen.State == PreambleState.BrokenTiff && used <= (tiff.Kind == ContentKinds.BigTiff ? 16 : 8) ? seen with { State = PreambleState.BareTiff } : seen;
        }

        if (contents.Count > 0)
            return new(PreambleState.Recognised, string.Join("; ", contents.Select(static match => match.Kind.Name)));
        if (preamble.StartsWith("PAPYRUS 3.0"u8))
            return new(PreambleState.KnownWriter, "the mark of Papyrus 3.0");
        return new(PreambleState.Unknown, $"{used} bytes in use, {Entropy(preamble[..used]):0.0} bits of entropy a byte");
    }

    /// <summary>A dual file is one that a TIFF reader can open: its first directory lies in the file and its entries have types of the standard.</summary>
    private static PreambleObservation Tiff(ReadOnlySpan<byte> preamble, long length, bool isBig, Func<long, int, byte[]> readAt)
    {
        var little = preamble[0] == 'I';
        var at = isBig ? (long)Math.Min(U64(preamble[8..], little), long.MaxValue) : U32(preamble[4..], little);
        var (countSize, entrySize) = isBig ? (8, 20) : (2, 12);
        if (at < 8 || at > length - countSize)
            return new(PreambleState.BrokenTiff, $"the first directory is said to be at byte {at:N0}, outside the file");
        var head = readAt(at, countSize);
        var count = head.Length < countSize ? 0 : isBig ? U64(head, little) : U16(head, little);
        if (count is 0 or > MostEntries || at + countSize + (long)count * entrySize > length)
            return new(PreambleState.BrokenTiff, $"the directory at byte {at:N0} has no sensible number of entries");
        var entries = readAt(at + countSize, (int)count * entrySize);
        var last = -1;
        for (var i = 0; i + entrySize <= entries.Length; i += entrySize)
        {
            var (tag, type) = (U16(entries.AsSpan(i), little), U16(entries.AsSpan(i + 2), little));
            if (type is 0 or > 18 || tag <= last)
                return new(PreambleState.BrokenTiff, $"the directory at byte {at:N0} is not one of TIFF");
            last = tag;
        }

        return new(PreambleState.Tiff, $"a directory of {count} entries at byte {at:N0}");
    }

    private static double Entropy(ReadOnlySpan<byte> bytes)
    {
        Span<int> counts = stackalloc int[256];
        foreach (var value in bytes)
            counts[value]++;
        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                entropy -= (double)count / bytes.Length * Math.Log2((double)count / bytes.Length);
        }

        return entropy;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, bool little) => little ? ReadUInt16LittleEndian(bytes) : ReadUInt16BigEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool little) => little ? ReadUInt32LittleEndian(bytes) : ReadUInt32BigEndian(bytes);

    private static ulong U64(ReadOnlySpan<byte> bytes, bool little) => little ? ReadUInt64LittleEndian(bytes) : ReadUInt64BigEndian(bytes);
}
