using System.IO.Compression;
using System.Text;
using Leadglass.Inspection.Documents;

namespace Leadglass.Inspection.Tests.Documents;

public sealed class PdfCleanerTests
{
    [Theory]
    [InlineData("<</OpenAction 2 0 R/Names 3 0 R>>", "<</oPENaCTION 2 0 R/Names 3 0 R>>")]
    [InlineData("<</S/JavaScript/JS(void)>>", "<</S/jAVAsCRIPT/js(void)>>")]
    [InlineData("<</S/J#61vaScript>>", "<</S/#6AAVAsCRIPT>>")]
    [InlineData("<</S/#4A#53>>", "<</S/#6A#73>>")]
    [InlineData("<</S/URI/URI(https://example.org)>>", "<</S/URI/URI(https://example.org)>>")]
    [InlineData("<</JavaScripts 1/AAA 2>>", "<</JavaScripts 1/AAA 2>>")]
    public void Clean_WritesActiveNamesInTheOtherCase(string before, string after) =>
        Assert.Equal(Pdf(after), Encoding.Latin1.GetString(PdfCleaner.Clean(Encoding.Latin1.GetBytes(Pdf(before)), alsoOutward: false)));

    [Fact]
    public void Clean_WithAddresses_WritesThoseTooInTheOtherCase() =>
        Assert.Equal(Pdf("<</S/uri/uri(https://example.org)>>"), Encoding.Latin1.GetString(PdfCleaner.Clean(Encoding.Latin1.GetBytes(Pdf("<</S/URI/URI(https://example.org)>>")), alsoOutward: true)));

    [Fact]
    public void Clean_InObjectStream_PacksItAnewInItsPlace()
    {
        var pdf = WithObjectStream("3 0 4 40 <</S/JavaScript/JS(app.alert(1))>> <</Type/Catalog/OpenAction 3 0 R>>" + new string(' ', 200));
        Assert.NotEmpty(PdfScanner.Scan(pdf).Active);
        var cleaned = PdfCleaner.Clean(pdf, alsoOutward: false);
        Assert.Equal(pdf.Length, cleaned.Length);
        Assert.Empty(PdfScanner.Scan(cleaned).Active);
        Assert.Empty(PdfScanner.Scan(cleaned).NotSeen);
        var start = cleaned.AsSpan().IndexOf("stream\n"u8) + 7;
        using var unpacked = new StreamReader(new ZLibStream(new MemoryStream(cleaned[start..]), CompressionMode.Decompress), Encoding.Latin1);
        Assert.StartsWith("3 0 4 40 <</S/jAVAsCRIPT/js(app.alert(1))>> <</Type/Catalog/oPENaCTION 3 0 R>>", unpacked.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Clean_AnyBytes_KeepsTheLength() => Property.Check(
        ArbitraryBytes.Near(WithObjectStream("<</S/JavaScript/JS(1)>>"), Encoding.Latin1.GetBytes(Pdf("<</S/J#61vaScript/AA 1>>"))),
        static bytes => PdfCleaner.Clean(bytes, alsoOutward: true).Length == bytes.Length);

    private static string Pdf(string body) => $"%PDF-1.7\n1 0 obj {body} endobj";

    private static byte[] WithObjectStream(string objects)
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packer.Write(Encoding.Latin1.GetBytes(objects));
        return [.. Encoding.Latin1.GetBytes($"%PDF-1.7\n2 0 obj <</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length {packed.Length}>>\nstream\n"), .. packed.ToArray(), .. "\nendstream endobj"u8];
    }
}
