using System.IO.Compression;
using Leadglass.Dicom.Data;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Files;

/// <summary>A deflated data set, expanded into memory as far as the limit lets it. Source: PS3.5 §A.5.</summary>
/// <param name="Bytes">What came out.</param>
/// <param name="Compressed">The bytes of the file that went in; all of them where the end of the deflated ones was not reached.</param>
internal sealed record Expansion(ReadOnlyMemory<byte> Bytes, ByteRange Compressed)
{
    private const int FirstBuffer = 64 * 1024;

    /// <summary>Deflated bytes end within the last few of a file, unless something was appended: there they are handed out singly at once.</summary>
    private const int Tail = 64;

    private enum End
    {
        /// <summary>The deflated bytes came to their end.</summary>
        Reached,

        /// <summary>They are cut off, or no deflated bytes.</summary>
        Broken,

        /// <summary>There is more than the limit.</summary>
        Limit,
    }

    /// <summary>Expands bytes; null where they are not deflated at all.</summary>
    public static Expansion? Of(ByteSource source, ByteRange range, int limit, StructureLog log)
    {
        if (Expand(source, range, limit, static stream => new DeflateStream(stream, CompressionMode.Decompress, leaveOpen: true), log) is { } plain)
            return plain;
        if (WantsDictionary(source.ReadBytes(range with { Length = Math.Min(range.Length, 2) })))
            return null;
        if (Expand(source, range, limit, static stream => new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true), log) is not { } wrapped)
            return null;
        log.Add(new StructureAnomaly(ZlibHeader, range.Offset));
        return wrapped;
    }

    /// <summary>A dictionary that only its maker has (RFC 1950 §2.2, FDICT): the framework's complaint about it is no <see cref="InvalidDataException"/>.</summary>
    private static bool WantsDictionary(ReadOnlySpan<byte> header) => header is [_, var flags] && (flags & 0x20) != 0;

    private static Expansion? Expand(ByteSource source, ByteRange range, int limit, Func<Stream, Stream> open, StructureLog log)
    {
        using var compressed = new SparingStream(source.OpenStream(range), range.Length - Tail);
        var (bytes, end) = Run(compressed, limit, open);
        if (end == End.Broken && bytes.IsEmpty)
            return null;

        var used = range;
        if (end == End.Broken)
            log.Add(new StructureAnomaly(DeflateBroken, range.Offset, Found: bytes.Length));
        else if (end == End.Limit)
            log.Add(new StructureAnomaly(DeflateLimit, range.Offset, Expected: limit));
        else
            used = range with { Length = ExactEnd(source, range, compressed, limit, open) };
        return new Expansion(bytes, used);
    }

    /// <summary>How many bytes the expansion needed: where the last of them were handed out together, it is run again to see.</summary>
    private static long ExactEnd(ByteSource source, ByteRange range, SparingStream first, int limit, Func<Stream, Stream> open)
    {
        if (first.Position - first.LastStart <= 1)
            return first.Position;
        using var again = new SparingStream(source.OpenStream(range), first.LastStart);
        Run(again, limit, open);
        return again.Position;
    }

    private static (ReadOnlyMemory<byte> Bytes, End End) Run(SparingStream compressed, int limit, Func<Stream, Stream> open)
    {
        using var expanding = open(compressed);
        var bytes = new byte[Math.Min(FirstBuffer, limit)];
        var oneMore = new byte[1];
        var length = 0;
        try
        {
            while (true)
            {
                if (length == bytes.Length && length < limit)
                    Array.Resize(ref bytes, (int)Math.Min(limit, bytes.Length * 2L));
                // One byte more than the limit tells whether there is more.
                var read = expanding.Read(length < limit ? bytes.AsSpan(length) : oneMore);
                if (read == 0)
                    return (bytes.AsMemory(0, length), compressed.RanDry ? End.Broken : End.Reached);
                if (length == limit)
                    return (bytes.AsMemory(0, length), End.Limit);
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            return (bytes.AsMemory(0, length), End.Broken);
        }
    }
}
