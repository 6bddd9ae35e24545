using System.IO.Compression;
using Leadglass.Inspection.Layers;

namespace Leadglass.Inspection.Documents;

/// <summary>
/// Takes from a PDF the names that make it act. Each is written in the other letter case, which no reader knows (names are case-sensitive,
/// ISO 32000-1 §7.3.5), with as many bytes as before, so that every offset of the document stays true.
/// </summary>
internal static class PdfCleaner
{
    /// <summary>Cleans.</summary>
    /// <param name="pdf">The document; stays as it is.</param>
    /// <param name="alsoOutward">Whether names that point outside go as well.</param>
    /// <returns>The cleaned document, of the same length. What could not be renamed, because an object stream does not fit any more, is still there: it has to be scanned again.</returns>
    public static byte[] Clean(byte[] pdf, bool alsoOutward)
    {
        var cleaned = (byte[])pdf.Clone();
        Rename(pdf, cleaned, trusted: true, alsoOutward);
        var streams = 0;
        PdfScanner.ObjectStreams(pdf, (at, length, isDeflated) =>
        {
            // What the scanner does not look at keeps the file back anyway.
            if (++streams > PdfScanner.MostObjectStreams || length > PdfScanner.LongestObjectStream)
                return false;
            if (isDeflated == false)
                Rename(pdf.AsSpan(at, length), cleaned.AsSpan(at, length).ToArray(), trusted: false, alsoOutward, renamed => renamed.CopyTo(cleaned, at));
            else if (isDeflated == true && Wrappings.Unpack(pdf.AsSpan(at, length), isGzip: false) is { IsCut: false } layer)
                Rename(layer.Bytes.Span, layer.Bytes.ToArray(), trusted: false, alsoOutward, renamed => Deflate(renamed, cleaned.AsSpan(at, length)));
            return true;
        });
        return cleaned;
    }

    private static void Rename(ReadOnlySpan<byte> bytes, byte[] renamed, bool trusted, bool alsoOutward, Action<byte[]>? then = null)
    {
        var any = false;
        PdfScanner.Names(bytes, trusted, (name, at, written) =>
        {
            if (PdfScanner.IsActive(name) || (alsoOutward && PdfScanner.IsOutward(name)))
            {
                WriteInOtherCase(name, renamed.AsSpan(at, written));
                any = true;
            }

            return true;
        });
        if (any)
            then?.Invoke(renamed);
    }

    /// <summary>Where the name was written with escapes, as many letters are escaped again: two bytes more each.</summary>
    private static void WriteInOtherCase(ReadOnlySpan<byte> name, Span<byte> destination)
    {
        var escapes = (destination.Length - name.Length) / 2;
        var at = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var letter = (byte)(char.IsAsciiLetter((char)name[i]) ? name[i] ^ 0x20 : name[i]);
            if (i < escapes)
            {
                destination[at++] = (byte)'#';
                destination[at++] = (byte)"0123456789ABCDEF"[letter >> 4];
                destination[at++] = (byte)"0123456789ABCDEF"[letter & 0xF];
            }
            else
            {
                destination[at++] = letter;
            }
        }
    }

    /// <summary>What is left of the place stays zero: readers stop at the end of the deflated data.</summary>
    private static void Deflate(byte[] bytes, Span<byte> destination)
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            packer.Write(bytes);
        if (packed.Length > destination.Length)
            return;
        destination.Clear();
        packed.GetBuffer().AsSpan(0, (int)packed.Length).CopyTo(destination);
    }
}
