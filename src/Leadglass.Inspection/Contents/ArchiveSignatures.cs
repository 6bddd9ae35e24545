using System.IO.Compression;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Contents;

/// <summary>Containers and compressed data. Sources: PKWARE APPNOTE 4.3.7 and 4.3.16, POSIX pax, ECMA-119, RFC 1950 and 1952, MS-CAB, and the formats' own descriptions.</summary>
internal static class ArchiveSignatures
{
    public static IEnumerable<Signature> All =>
    [
        new(ContentKinds.Zip, "PK\u0003\u0004"u8.ToArray(), ZipMember),
        new(ContentKinds.Zip, "PK\u0005\u0006"u8.ToArray(), ZipEnd),
        new(ContentKinds.Rar, "Rar!\u001A\u0007"u8.ToArray(), static c => c.Length > 7 && (c[6] == 0 || (c[6] == 1 && c[7] == 0)) ? $"RAR {(c[6] == 0 ? 4 : 5)} signature" : null),
        new(ContentKinds.SevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], static c => c.Length >= 8 && c[6] == 0 && c[7] <= 4 ? "7z signature and version" : null),
        new(ContentKinds.Cabinet, "MSCF\0\0\0\0"u8.ToArray(), static c => c.Length >= 36 && ReadUInt32LittleEndian(c[12..]) == 0 && c[25] <= 1 ? "cabinet header" : null),
        new(ContentKinds.Tar, "ustar"u8.ToArray(), Tar) { MagicOffset = 257 },
        new(ContentKinds.Iso9660, "\u0001CD001\u0001\0"u8.ToArray(), static _ => "primary volume descriptor"),
        new(ContentKinds.Gzip, [0x1F, 0x8B, 0x08], Gzip),
        new(ContentKinds.Zlib, [0x78, 0x01], Zlib) { StartOnly = true },
        new(ContentKinds.Zlib, [0x78, 0x5E], Zlib) { StartOnly = true },
        new(ContentKinds.Zlib, [0x78, 0x9C], Zlib) { StartOnly = true },
        new(ContentKinds.Zlib, [0x78, 0xDA], Zlib) { StartOnly = true },
        new(ContentKinds.Bzip2, "BZh"u8.ToArray(), static c => c.Length >= 10 && c[3] is >= (byte)'1' and <= (byte)'9' && c[4..].StartsWith("1AY&SY"u8) ? "bzip2 block" : null),
        new(ContentKinds.Xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], static c => c.Length >= 8 && c[6] == 0 && c[7] is 0 or 1 or 4 or 10 ? "xz stream header" : null),
        new(ContentKinds.Ar, "!<arch>\n"u8.ToArray(), static _ => "ar header"),
        new(ContentKinds.Cpio, "07070"u8.ToArray(), Cpio),
    ];

    private static string? ZipMember(ReadOnlySpan<byte> c)
    {
        if (c.Length < 31)
            return null;
        var (version, method, nameLength) = (ReadUInt16LittleEndian(c[4..]), ReadUInt16LittleEndian(c[8..]), ReadUInt16LittleEndian(c[26..]));
        var isMethod = method is <= 10 or 12 or 14 or 18 or 19 or (>= 92 and <= 99);
        // The name may hold anything: hostile ones hold control characters.
        return (version & 0xFF) <= 63 && version >> 8 <= 20 && isMethod && nameLength is > 0 and <= 1024 ? $"member header, method {method}" : null;
    }

    private static string? ZipEnd(ReadOnlySpan<byte> c)
    {
        if (c.Length < 22)
            return null;
        var (disk, here, total) = (ReadUInt16LittleEndian(c[4..]), ReadUInt16LittleEndian(c[8..]), ReadUInt16LittleEndian(c[10..]));
        var (size, comment) = (ReadUInt32LittleEndian(c[12..]), ReadUInt16LittleEndian(c[20..]));
        return disk == 0 && here == total && size >= 46u * total && size < 1L << 31 && 22 + comment <= c.Length ? $"end record of {total} members" : null;
    }

    private static string? Tar(ReadOnlySpan<byte> c)
    {
        if (c.Length < 512 || !((c[262] == 0 && c[263] == 0x30 && c[264] == 0x30) || c[262..].StartsWith("  \0"u8)))
            return null;
        var sum = 8 * ' ';
        for (var i = 0; i < 512; i++)
            sum += i is >= 148 and < 156 ? 0 : c[i];
        var stored = 0;
        foreach (var digit in c[148..156])
        {
            if (digit is >= (byte)'0' and <= (byte)'7')
                stored = stored * 8 + (digit - '0');
        }

        return stored == sum ? "ustar header with the right checksum" : null;
    }

    private static string? Gzip(ReadOnlySpan<byte> c)
    {
        if (c.Length < 18 || c[3] > 0x1F || c[8] is not (0 or 2 or 4) || c[9] is > 13 and not 255)
            return null;
        return Inflates(c, static bytes => new GZipStream(bytes, CompressionMode.Decompress)) ? "gzip header, and it unpacks" : null;
    }

    private static string? Zlib(ReadOnlySpan<byte> c) =>
        c.Length > 8 && Inflates(c, static bytes => new ZLibStream(bytes, CompressionMode.Decompress)) ? "zlib header, and it unpacks" : null;

    private static bool Inflates(ReadOnlySpan<byte> c, Func<Stream, Stream> open)
    {
        const int Seen = 4096;
        try
        {
            using var stream = open(new MemoryStream(c[..Math.Min(c.Length, Seen)].ToArray(), writable: false));
            return stream.ReadAtLeast(new byte[64], 16, throwOnEndOfStream: false) >= 16;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static string? Cpio(ReadOnlySpan<byte> c)
    {
        if (c.Length < 110 || c[5] is not ((byte)'1' or (byte)'2'))
            return null;
        foreach (var digit in c[6..110])
        {
            if (!char.IsAsciiHexDigit((char)digit))
                return null;
        }

        return "cpio header of the new form";
    }
}
