using System.Buffers.Binary;
using System.IO.Compression;

namespace Leadglass.Lab;

/// <summary>
/// What hides in the files of the practice CD: headers and structures that a reader must recognise, and nothing that could run. The programs have
/// no code, no entry point and nothing to load, so every loader refuses them; the script names an interpreter that does not exist and is one
/// comment to all others; the pickle wants a module that does not exist; the JavaScript is one expression without effect.
/// </summary>
internal static class InertContents
{
    private const int NewHeaderPointer = 0x3C;

    /// <summary>The header of DOS that every Windows program begins with.</summary>
    /// <param name="newHeader">Where the file has its PE header.</param>
    public static byte[] DosHeader(int newHeader)
    {
        var bytes = new byte[64];
        "MZ"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(NewHeaderPointer), newHeader);
        return bytes;
    }

    /// <summary>The header of a Windows program for x64 that announces one section and has none. Source: PE/COFF specification.</summary>
    public static byte[] PeHeader()
    {
        var bytes = new byte[64];
        ReadOnlySpan<byte> header =
        [
            (byte)'P', (byte)'E', 0, 0,
            0x64, 0x86,              // x64
            1, 0,                    // sections
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0xF0, 0,                 // size of the optional header
            0x22, 0,                 // executable image
            0x0B, 0x02,              // PE32+
        ];
        header.CopyTo(bytes);
        return bytes;
    }

    /// <summary>The header of a Linux program for x64 without entry point, segments and sections. Source: ELF gABI.</summary>
    public static byte[] Elf()
    {
        var bytes = new byte[64];
        ReadOnlySpan<byte> identification = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];   // 64 bits, little endian, version 1
        identification.CopyTo(bytes);
        bytes[16] = 2;               // executable
        bytes[18] = 62;              // x64
        bytes[20] = 1;               // version
        bytes[52] = 64;              // size of this header
        return bytes;
    }

    /// <summary>The first line of a script, without its end: no file of the CD that begins with it holds a line feed, so to a shell all of it is one comment.</summary>
    public static byte[] Script() => "#!/nowhere/practice"u8.ToArray();

    /// <summary>A pickle of protocol 2 that calls <c>leadglass_practice.not_there(1)</c>.</summary>
    public static byte[] CallingPickle() => [0x80, 2, .. "cleadglass_practice\nnot_there\n"u8, (byte)'K', 1, 0x85, (byte)'R', (byte)'.'];

    /// <summary>A PDF of one empty page that acts when it is opened. Source: ISO 32000-1 §12.6.4.16.</summary>
    public static byte[] ActivePdf() =>
        """
        %PDF-1.4
        1 0 obj <</Type /Catalog /Pages 2 0 R /OpenAction 4 0 R>> endobj
        2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
        3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
        4 0 obj <</S /JavaScript /JS (void 0)>> endobj
        trailer <</Root 1 0 R /Size 5>>
        %%EOF

        """u8.ToArray();

    /// <summary>An archive of one text.</summary>
    public static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = archive.CreateEntry("readme.txt", CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var member = entry.Open();
            member.Write("practice\n"u8);
        }

        return bytes.ToArray();
    }
}
