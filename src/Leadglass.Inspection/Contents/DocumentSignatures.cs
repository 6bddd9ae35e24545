using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Contents;

/// <summary>Documents that can hold active content.</summary>
internal static class DocumentSignatures
{
    public static IEnumerable<Signature> All =>
    [
        // ISO 32000-1 annex H.3.4.1: readers accept the header within the first 1,024 bytes.
        new(ContentKinds.Pdf, "%PDF-"u8.ToArray(), static c => c.Length >= 8 && c[5] is (byte)'1' or (byte)'2' && c[6] == '.' && Ascii.IsDigit(c[7]) ? $"PDF {(char)c[5]}.{(char)c[7]} header" : null),
        new(ContentKinds.Ole, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], static _ => "compound file signature"),
        new(ContentKinds.Rtf, @"{\rtf"u8.ToArray(), static c => c.Length > 6 && Ascii.IsDigit(c[5]) && c[6] is (byte)'\\' or (byte)'{' or (byte)'\r' or (byte)'\n' or (byte)' ' ? "RTF header" : null),
        new(ContentKinds.Help, "ITSF"u8.ToArray(), static c => c.Length >= 16 && ReadUInt32LittleEndian(c[4..]) is 2 or 3 or 4 && ReadUInt32LittleEndian(c[8..]) is 0x58 or 0x60 ? "ITSF header" : null),
        new(ContentKinds.RegistryHive, "regf"u8.ToArray(), static c => c.Length >= 32 && ReadUInt32LittleEndian(c[20..]) == 1 && ReadUInt32LittleEndian(c[24..]) is >= 2 and <= 6 ? "registry hive header" : null),
    ];
}
