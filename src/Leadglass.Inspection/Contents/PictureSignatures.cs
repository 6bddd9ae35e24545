using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Contents;

/// <summary>Pictures, sound and video: harmless by themselves, but a file that is two formats at once is read by two programs. Looked for at the start only.</summary>
internal static class PictureSignatures
{
    public static IEnumerable<Signature> All => Known.Select(static signature => signature with { StartOnly = true });

    private static IEnumerable<Signature> Known =>
    [
        new(ContentKinds.Png, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], static _ => "PNG signature"),
        new(ContentKinds.Gif, "GIF8"u8.ToArray(), static c => c.Length >= 6 && c[4] is (byte)'7' or (byte)'9' && c[5] == 'a' ? "GIF header" : null),
        new(ContentKinds.Jpeg, [0xFF, 0xD8, 0xFF], static c => c.Length >= 4 && c[3] is >= 0xC0 and < 0xFF ? "JPEG start of image and marker" : null),
        new(ContentKinds.Jpeg2000, [0xFF, 0x4F, 0xFF, 0x51], static _ => "JPEG 2000 code stream"),
        new(ContentKinds.Jpeg2000, [0, 0, 0, 0x0C, (byte)'j', (byte)'P', (byte)' ', (byte)' '], static _ => "JPEG 2000 file"),
        new(ContentKinds.Bmp, "BM"u8.ToArray(), static c => c.Length >= 18 && ReadUInt32LittleEndian(c[6..]) == 0 && ReadUInt32LittleEndian(c[14..]) is 12 or 40 or 52 or 56 or 64 or 108 or 124 ? "bitmap headers" : null),
        new(ContentKinds.Icon, [0, 0, 1, 0], static c => c.Length >= 22 && c[4] is > 0 and < 64 && c[5] == 0 && c[9] == 0 && ReadUInt32LittleEndian(c[18..]) == 6u + 16u * c[4] ? "icon directory" : null),
        new(ContentKinds.Photoshop, "8BPS\0\u0001"u8.ToArray(), static c => c.Length >= 12 && c[6..12].IndexOfAnyExcept((byte)0) < 0 ? "Photoshop header" : null),
        new(ContentKinds.Riff, "RIFF"u8.ToArray(), static c => c.Length >= 12 && Is(c[8..], "WAVE"u8, "AVI "u8, "WEBP"u8) ? "RIFF header" : null),
        new(ContentKinds.Ogg, "OggS\0"u8.ToArray(), static c => c.Length > 5 && c[5] <= 7 ? "Ogg page" : null),
        new(ContentKinds.Flac, "fLaC"u8.ToArray(), static c => c.Length >= 8 && (c[4] & 0x7F) == 0 && c[5] == 0 && c[6] == 0 && c[7] == 34 ? "FLAC stream information" : null),
        new(ContentKinds.Id3, "ID3"u8.ToArray(), static c => c.Length >= 10 && c[3] is >= 2 and <= 4 && c[4] == 0 && ((c[6] | c[7] | c[8] | c[9]) & 0x80) == 0 ? "ID3 tag" : null),
        new(ContentKinds.Mp4, "ftyp"u8.ToArray(), static c => c.Length >= 12 && c[0] == 0 && c[1] == 0 && Ascii.IsText(c[8..12]) ? "file type box" : null) { MagicOffset = 4 },
        new(ContentKinds.Matroska, [0x1A, 0x45, 0xDF, 0xA3], static c => c[..Math.Min(c.Length, 64)].IndexOf((ReadOnlySpan<byte>)[0x42, 0x82]) > 0 ? "EBML header with a document type" : null),
        new(ContentKinds.Tiff, "II*\0"u8.ToArray(), static _ => "TIFF magic, little endian"),
        new(ContentKinds.Tiff, "MM\0*"u8.ToArray(), static _ => "TIFF magic, big endian"),
        new(ContentKinds.BigTiff, "II+\0\u0008\0\0\0"u8.ToArray(), static _ => "BigTIFF magic, little endian"),
        new(ContentKinds.BigTiff, "MM\0+\0\u0008\0\0"u8.ToArray(), static _ => "BigTIFF magic, big endian"),
    ];

    private static bool Is(ReadOnlySpan<byte> c, ReadOnlySpan<byte> one, ReadOnlySpan<byte> two, ReadOnlySpan<byte> three) =>
        c.StartsWith(one) || c.StartsWith(two) || c.StartsWith(three);
}
