using System.IO.Compression;
using Leadglass.Dicom.Data;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Files;

/// <summary>A deflated data set, expanded into memory as far as the limit lets it. Source: PS3.5 §A.5.</summary>
/// <param name="Bytes">What came out.</param>
/// <param name="Compressed">The bytes of the file that went in.</param>
internal sealed record Expansion(ReadOnlyMemory<byte> Bytes, ByteRange Compressed)
{
    private const int FirstBuffer = 64 * 1024;

    /// <summary>Expands bytes; null where they are not deflated at all.</summary>
    public static Expansion? Of(ByteSource source, ByteRange range, int limit, StructureLog log)
    {
        if (Expand(source, range, limit, static stream => new DeflateStream(stream, CompressionMode.Decompress), log) is { } plain)
            return plain;
        if (Expand(source, range, limit, static stream => new ZLibStream(stream, CompressionMode.Decompress), log) is not { } wrapped)
            return null;
        log.Add(new StructureAnomaly(ZlibHeader, range.Offset));
        return wrapped;
    }

    private static Expansion? Expand(ByteSource source, ByteRange range, int limit, Func<Stream, Stream> open, StructureLog log)
    {
        using var compressed = source.OpenStream(range);
        using var expanding = open(compressed);
        var bytes = new byte[Math.Min(FirstBuffer, limit)];
        var oneMore = new byte[1];
        var (length, isBroken, isWhole) = (0, false, false);
        while (true)
        {
            if (length == bytes.Length && length < limit)
                Array.Resize(ref bytes, (int)Math.Min(limit, bytes.Length * 2L));
            // One byte more than the limit tells whether there is more.
            var target = length < limit ? bytes.AsSpan(length) : oneMore;
            int read;
            try
            {
                read = expanding.Read(target);
            }
            catch (InvalidDataException)
            {
                isBroken = true;
                break;
            }
            if (read == 0)
            {
                isWhole = true;
                break;
            }
            if (length == limit)
                break;
            length += read;
        }

        if (isBroken && length == 0)
            return null;
        if (isBroken)
            log.Add(new StructureAnomaly(DeflateBroken, range.Offset, Found: length));
        else if (!isWhole)
            log.Add(new StructureAnomaly(DeflateLimit, range.Offset, Expected: limit));
        // After the end of the deflated bytes the stream stands behind them; otherwise nobody knows how far they go.
        return new Expansion(bytes.AsMemory(0, length), isWhole ? new ByteRange(range.Offset, compressed.Position) : range);
    }
}
