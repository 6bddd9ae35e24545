using System.IO.Compression;
using System.Text;
using Leadglass.Inspection.Documents;

namespace Leadglass.Inspection.Tests.Documents;

public sealed class DocumentScannerTests
{
    [Theory]
    [InlineData("<</S/JavaScript/JS(1)>>", "JavaScript")]
    [InlineData("<</S/#4a#61vaScript>>", "JavaScript")]
    [InlineData("<</OpenAction 2 0 R>>", "OpenAction")]
    [InlineData("<</AA<</O 3 0 R>>>>", "AA")]
    [InlineData("<</S/Launch/F(a)>>", "Launch")]
    [InlineData("<</Names<</EmbeddedFiles 4 0 R>>>>", "EmbeddedFiles")]
    [InlineData("<</AcroForm<</XFA 5 0 R>>>>", "XFA")]
    public void Pdf_ActiveNames_AreFound(string pdf, string name) => Assert.Contains(Pdf(pdf).Active, text => text.Contains($"(/{name})", StringComparison.Ordinal));

    [Theory]
    [InlineData("<</Type/Catalog/Pages 1 0 R>>")]
    [InlineData("<</JavaScripts 1 0 R/AAA 2 0 R>>")]       // other names
    [InlineData("(JavaScript is a language)")]
    [InlineData("<</Length 30>>\nstream\n \u0001/JS \u0002/AA \u0003\nendstream")]   // three letters in packed bytes are chance
    public void Pdf_OtherNames_AreNot(string pdf) => Assert.Empty(Pdf(pdf).Active);

    /// <summary>A reader keeps what is open and all attributes of a tag: two million of them would be hundreds of megabytes.</summary>
    [Fact]
    public void Xml_ThatAReaderWouldHaveToKeep_IsNotReadToItsEnd()
    {
        var deep = XmlScanner.Scan(Encoding.UTF8.GetBytes($"<a>{string.Concat(Enumerable.Repeat("<a>", 2_000_000))}"));
        Assert.Equal(["what lies more than 1000 elements deep"], deep.NotSeen);
        var wide = XmlScanner.Scan(Encoding.UTF8.GetBytes($"<!DOCTYPE a SYSTEM \"x\"><a {string.Concat(Enumerable.Repeat("x=\"\" ", 2_000_000))}/>"));
        Assert.Equal(["names an external document type"], wide.Active);
        Assert.Equal(["the elements: a tag is longer than 1 MiB"], wide.NotSeen);
        Assert.Empty(XmlScanner.Scan(Encoding.UTF8.GetBytes($"<a><![CDATA[{new string('x', 2 << 20)}]]></a>")).NotSeen);
    }

    [Fact]
    public void Pdf_NamesInsideAnObjectStream_AreFound()
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            packer.Write("1 0 <</S/JavaScript/JS(1)>>"u8);
        byte[] pdf = [.. "7 0 obj <</Type/Obj#53tm/Filter/FlateDecode>>\nstream\n"u8, .. packed.ToArray(), .. "\nendstream endobj"u8];
        Assert.Contains("runs JavaScript (/JS)", PdfScanner.Scan(pdf).Active);
    }

    [Fact]
    public void Pdf_ObjectStreamThatDoesNotUnpack_IsNotCalledClean() =>
        Assert.Contains("an object stream that does not unpack", Pdf("7 0 obj <</Type/ObjStm/Filter/FlateDecode>>\nstream\nnonsense\nendstream").NotSeen);

    [Fact]
    public void Pdf_ObjectStreamThatWantsADictionary_IsNotCalledClean() =>
        // 78 F9: deflate, FDICT, check bits (RFC 1950 §2.2)
        Assert.Contains("an object stream that does not unpack", PdfScanner.Scan([.. "7 0 obj <</Type/ObjStm/Filter/FlateDecode>>\nstream\n"u8, 0x78, 0xF9, .. "P0S0PRS0\nendstream"u8]).NotSeen);

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><?xml-stylesheet href=\"a.xsl\"?><a/>", "names a style sheet (xml-stylesheet)")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a/>", "names external entities")]
    [InlineData("<!DOCTYPE a SYSTEM \"a.dtd\"><a/>", "names an external document type")]
    [InlineData("<a><SCRIPT/></a>", "holds a script element")]
    [InlineData("<a><b onclick=\"f()\"/></a>", "an attribute holds an event handler")]
    [InlineData("<a href=\" javascript:f()\"/>", "an attribute holds a script address")]
    [InlineData("<a><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"b\"/></a>", "includes other documents (XInclude)")]
    public void Xml_WhatActs_IsFound(string xml, string expected) => Assert.Contains(expected, XmlScanner.Scan(Encoding.UTF8.GetBytes(xml)).Active);

    [Theory]
    [InlineData("<a><!-- <script/> --><b>&lt;script&gt;</b><![CDATA[<script>]]></a>")]
    [InlineData("<ClinicalDocument xmlns=\"urn:hl7-org:v3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><code code=\"1\" value=\"on\"/></ClinicalDocument>")]
    public void Xml_WhatOnlyLooksActive_IsNot(string xml)
    {
        var facts = XmlScanner.Scan(Encoding.UTF8.GetBytes(xml));
        Assert.Empty(facts.Active);
        Assert.Empty(facts.NotSeen);
    }

    [Fact]
    public void Xml_EntityBomb_EndsAtOnce()
    {
        var xml = "<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
        var facts = XmlScanner.Scan(Encoding.UTF8.GetBytes(xml));
        Assert.Contains("defines entities (<!ENTITY)", facts.Active);
        Assert.NotEmpty(facts.NotSeen);
    }

    [Theory]
    [InlineData("mtllib part.mtl\nv 0 0 0\n", 0, 1)]
    [InlineData("map_Kd ../../secret.png\n", 1, 1)]
    [InlineData("map_Kd \\\\server\\share\\a.png\n", 1, 1)]
    [InlineData("map_Kd https://example.org/a.png\n", 1, 1)]
    [InlineData("v 0 0 0\n# map_Kd a\n", 0, 0)]
    public void Model_NamesOfFiles_AreFound(string text, int active, int outward)
    {
        var facts = ModelScanner.ScanText(Encoding.ASCII.GetBytes(text));
        Assert.Equal((active, outward), (facts.Active.Count, facts.Outward.Count));
    }

    [Fact]
    public void Stl_BytesBehindTheLastTriangle_AreFound()
    {
        var stl = new byte[84 + 50];
        stl[80] = 1;
        Assert.Empty(ModelScanner.ScanStl(stl).Active);
        Assert.Empty(ModelScanner.ScanStl([.. stl, 0]).Active);   // padded to an even length
        Assert.NotEmpty(ModelScanner.ScanStl([.. stl, 1, 2, 3, 4]).Active);
    }

    [Fact]
    public void AnyBytes_NeverThrow() => Property.Check(ArbitraryBytes.Near("%PDF-1.4 1 0 obj <</Type/ObjStm/Filter/FlateDecode>>\nstream\nx\nendstream"u8.ToArray(), "<?xml version=\"1.0\"?><!DOCTYPE a><a b='c'/>"u8.ToArray()), static bytes =>
    {
        PdfScanner.Scan(bytes);
        XmlScanner.Scan(bytes);
        ModelScanner.ScanText(bytes);
        ModelScanner.ScanStl(bytes);
    });

    private static DocumentFacts Pdf(string body) => PdfScanner.Scan(Encoding.Latin1.GetBytes($"%PDF-1.7\n1 0 obj {body} endobj"));
}
