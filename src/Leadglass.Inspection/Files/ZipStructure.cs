using System.Text;
using Leadglass.Dicom.Data;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Files;

/// <summary>
/// Compares the two lists that a ZIP archive has of its members: the central directory, and the headers in front of the members, which a
/// reader of streams goes by. Source: PKWARE APPNOTE 4.3.6, 4.3.7, 4.3.12 and 4.3.16.
/// </summary>
internal static class ZipStructure
{
    private const int EndSize = 22;
    private const int LocalSize = 30;
    private const int CentralSize = 46;
    private const int LargestDirectory = 64 << 20;
    private const int HasDescriptor = 8;

    /// <summary>Signature, checksum and two sizes of 64 bits follow a member that was written as a stream.</summary>
    private const int LongestDescriptor = 24;

    /// <summary>What the two lists say differently, one a line: untrusted. Nothing of an archive whose directory cannot be read, which is told elsewhere, and of ZIP64.</summary>
    /// <param name="source">The archive.</param>
    public static IEnumerable<string> Problems(ByteSource source)
    {
        var tail = source.ReadBytes(new ByteRange(Math.Max(0, source.Length - EndSize - ushort.MaxValue), Math.Min(source.Length, EndSize + ushort.MaxValue)));
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndSize)
            yield break;
        var endOffset = source.Length - tail.Length + end;
        var (size, offset, comment) = (ReadUInt32LittleEndian(tail.AsSpan(end + 12)), ReadUInt32LittleEndian(tail.AsSpan(end + 16)), ReadUInt16LittleEndian(tail.AsSpan(end + 20)));
        if (size > LargestDirectory || offset + (long)size > endOffset)
            yield break;
        if (endOffset + EndSize + comment < source.Length)
            yield return "bytes stand behind the end of the archive";

        var (next, slack) = (0L, 0);
        foreach (var (name, packed, at) in Members(source.ReadBytes(new ByteRange(offset, size))).OrderBy(static member => member.At))
        {
            var header = source.ReadBytes(new ByteRange(at, LocalSize));
            if (header.Length < LocalSize || !header.AsSpan().StartsWith("PK\u0003\u0004"u8))
            {
                yield return $"{Show(name)}: the directory points to no member";
                yield break;
            }

            var (flags, localPacked) = (ReadUInt16LittleEndian(header.AsSpan(6)), ReadUInt32LittleEndian(header.AsSpan(18)));
            var (nameLength, extra) = (ReadUInt16LittleEndian(header.AsSpan(26)), ReadUInt16LittleEndian(header.AsSpan(28)));
            var localName = source.ReadBytes(new ByteRange(at + LocalSize, nameLength));
            if (!localName.AsSpan().SequenceEqual(name))
                yield return $"{Show(name)} is called {Show(localName)} in front of the member";
            if ((flags & HasDescriptor) == 0 && localPacked != packed)
                yield return $"{Show(name)} has another size in front of the member than in the directory";
            if (at < next)
                yield return $"{Show(name)} overlaps the member before it";
            else if (Gap(source, next, at, slack) is { } gap)
                yield return $"{gap} in front of {Show(name)}";
            (next, slack) = (at + LocalSize + nameLength + extra + packed, (flags & HasDescriptor) == 0 ? 0 : LongestDescriptor);
        }

        if (Gap(source, next, offset, slack) is { } last)
            yield return $"{last} in front of the directory";
    }

    private static List<(byte[] Name, long Packed, long At)> Members(byte[] directory)
    {
        var members = new List<(byte[], long, long)>();
        for (var at = 0; at + CentralSize <= directory.Length && directory.AsSpan(at).StartsWith("PK\u0001\u0002"u8) && members.Count < ExchangeSet.MostMembers;)
        {
            var entry = directory.AsSpan(at);
            var (packed, offset) = (ReadUInt32LittleEndian(entry[20..]), ReadUInt32LittleEndian(entry[42..]));
            var (name, extra, comment) = (ReadUInt16LittleEndian(entry[28..]), ReadUInt16LittleEndian(entry[30..]), ReadUInt16LittleEndian(entry[32..]));
            // ZIP64 keeps the true numbers elsewhere.
            if (entry.Length < CentralSize + name || packed == uint.MaxValue || offset == uint.MaxValue)
                return [];
            members.Add((entry.Slice(CentralSize, name).ToArray(), packed, offset));
            at += CentralSize + name + extra + comment;
        }

        return members;
    }

    private static string? Gap(ByteSource source, long from, long to, int slack)
    {
        if (to - from <= slack)
            return null;
        return source.ReadBytes(new ByteRange(from, Math.Min(to - from, 1 << 20))).AsSpan().IndexOf("PK\u0003\u0004"u8) >= 0
            ? "a member that the directory does not name stands"
            : "bytes that belong to no member stand";
    }

    private static string Show(byte[] name) => Encoding.Latin1.GetString(name, 0, Math.Min(name.Length, 120));
}
