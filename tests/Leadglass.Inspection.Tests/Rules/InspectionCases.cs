using System.IO.Compression;
using Leadglass.Findings;
using Leadglass.Inspection.Tests.Contents;
using static Leadglass.Inspection.Tests.Support.DicomBytes;

namespace Leadglass.Inspection.Tests.Rules;

/// <summary>For each rule, files that violate it and files that do not, with the verdict that a person would give.</summary>
internal static class InspectionCases
{
    /// <summary>Calls fractions.Fraction(1, 2): harmless, and a call all the same.</summary>
    public static readonly byte[] CallingPickle = Text("\u0080\u0002cfractions\nFraction\nq\0K\u0001K\u0002\u0086q\u0001Rq\u0002.");

    /// <summary>Two rows of three samples of eight bits.</summary>
    private static byte[] Image(int length) => Image(Element(0x7FE0, 0x0010, "OB", new byte[length]));

    private static byte[] Image(byte[] pixelData) => File(elements:
    [
        Element(0x0028, 0x0002, "US", [1, 0]), Element(0x0028, 0x0010, "US", [2, 0]), Element(0x0028, 0x0011, "US", [3, 0]), Element(0x0028, 0x0100, "US", [8, 0]), pixelData,
    ]);

    private static readonly byte[] TiffDirectory = Hex.Parse("0100 0001 0400 01000000 01000000 00000000"); // one entry: image width, LONG

    public static IEnumerable<(string Rule, string Case, Verdict? Verdict, byte[] File)> All =>
    [
        ("LG-INS-001", "PE header inside the file", Verdict.Fail, File(preamble: ContentVectors.Pe()[..64], elements: [Private(ContentVectors.Pe()[0x80..])]).WithPeHeader()),
        ("LG-INS-001", "DOS header", Verdict.Fail, File(preamble: ContentVectors.StartOnly.First().Bytes)),
        ("LG-INS-001", "PE header behind the first 64 KiB", Verdict.Fail, File(preamble: [.. Text("MZ"), .. new byte[62]], elements: [Private([.. new byte[100_000], .. ContentVectors.Pe()[0x80..]])]).WithPeHeader()),
        ("LG-INS-001", "MZ and nothing else", Verdict.Pass, File(preamble: Text("MZ"))),
        ("LG-INS-001", "zero", Verdict.Pass, File()),
        ("LG-INS-001", "not DICOM", null, ContentVectors.Pe()),
        ("LG-INS-002", "interpreter line", Verdict.Fail, File(preamble: Text("#!/bin/sh\n: <<'X'\n"))),
        ("LG-INS-002", "zero", Verdict.Pass, File()),
        ("LG-INS-003", "PDF in the preamble", Verdict.Fail, File(preamble: Text("%PDF-1.4\n"))),
        ("LG-INS-003", "PDF in the first 1,024 bytes", Verdict.Fail, File(elements: [Private(Text("%PDF-1.4\n"))])),
        ("LG-INS-003", "encapsulated PDF in the first 1,024 bytes", Verdict.Pass, File(elements: [Document(Text("%PDF-1.4\n%%EOF"), "application/pdf")])),
        ("LG-INS-003", "PDF further behind", Verdict.Pass, File(elements: [Private([.. new byte[1024], .. Text("%PDF-1.4\n")])])),
        ("LG-INS-004", "directory in the file", Verdict.Pass, WithTiff(offset: null)),
        ("LG-INS-004", "directory outside the file", Verdict.Warn, WithTiff(offset: 1 << 20)),
        ("LG-INS-004", "directory in the preamble's zeros", Verdict.Warn, WithTiff(offset: 64)),
        ("LG-INS-004", "directory of nonsense", Verdict.Warn, WithTiff(offset: null, directory: Hex.Parse("0100 0001 FF00 01000000 01000000 00000000"))), // type 255
        ("LG-INS-004", "zero", null, File()),
        ("LG-INS-005", "GIF", Verdict.Warn, File(preamble: Text("GIF89a"))),
        ("LG-INS-006", "text", Verdict.Warn, File(preamble: Text("scanner 7"))),
        ("LG-INS-006", "zero", Verdict.Pass, File()),
        ("LG-INS-006", "Papyrus", Verdict.Pass, File(preamble: Text("PAPYRUS 3.0"))),
        ("LG-INS-010", "PE in a private element", Verdict.Fail, File(elements: [Private([.. new byte[50], .. ContentVectors.Pe(), .. new byte[64]])])),
        ("LG-INS-010", "PE in base64 in a text", Verdict.Fail, File(elements: [Private(Text(Convert.ToBase64String([.. ContentVectors.Pe(), .. new byte[64]])), "UT")])),
        ("LG-INS-010", "PE in zlib", Verdict.Fail, File(elements: [Private(Zlib([.. ContentVectors.Pe(), .. new byte[64]]))])),
        ("LG-INS-010", "PE behind the data set", Verdict.Fail, [.. File(elements: [Private(new byte[8])]), .. new byte[3], .. ContentVectors.Pe(), .. new byte[64]]),
        ("LG-INS-010", "nothing", Verdict.Pass, File(elements: [Private(new byte[1000])])),
        ("LG-INS-011", "event handler in a patient name", Verdict.Fail, File(elements: [Element(0x0010, 0x0010, "PN", Text("<img src=x onerror=void(0)>"))])),
        ("LG-INS-011", "script tag in a text", Verdict.Fail, File(elements: [Element(0x0010, 0x4000, "LT", Text("see <script src=\"//example.org/a.js\"></script>"))])),
        ("LG-INS-011", "comparison in a text", Verdict.Pass, File(elements: [Element(0x0010, 0x4000, "LT", Text("density <scripted than before, > 3"))])),
        ("LG-INS-012", "ZIP in a private element", Verdict.Warn, File(elements: [Private(ContentVectors.Anywhere.First(static v => v.Kind.Id == "zip").Bytes)])),
        ("LG-INS-012", "PDF as a document", Verdict.Pass, File(elements: [Document(Text("%PDF-1.4\n%%EOF"), "application/pdf")])),
        ("LG-INS-013", "behind the data set", Verdict.Warn, [.. File(elements: [Private(new byte[8])]), .. Text("and something")]),
        ("LG-INS-013", "nothing", Verdict.Pass, File()),
        ("LG-INS-020", "pickle in a private element", Verdict.Fail, File(elements: [Private(CallingPickle)])),
        ("LG-INS-020", "pickle in base64 in a text", Verdict.Fail, File(elements: [Private(Text(Convert.ToBase64String(CallingPickle)), "LT")])),
        ("LG-INS-020", "pickle in hexadecimal digits", Verdict.Fail, File(elements: [Private(Text(Convert.ToHexString(CallingPickle)), "UT")])),
        ("LG-INS-020", "pickle in zlib", Verdict.Fail, File(elements: [Private(Zlib(CallingPickle))])),
        ("LG-INS-020", "pickle by itself", Verdict.Fail, CallingPickle),
        ("LG-INS-020", "tensors by themselves", Verdict.Pass, Text("\u0080\u0002ccollections\nOrderedDict\nq\0)Rq\u0001.")),
        ("LG-INS-020", "nothing", Verdict.Pass, File()),
        ("LG-INS-021", "plain pickle in DICOM", Verdict.Warn, File(elements: [Private(Text("\u0080\u0002]q\0(K\u0001K\u0002e."))])),
        ("LG-INS-021", "plain pickle by itself", Verdict.Pass, Text("\u0080\u0002]q\0(K\u0001K\u0002e.")),
        ("LG-INS-022", "Java", Verdict.Fail, File(elements: [Private([.. Hex.Parse("ACED0005 73 72 0011"), .. Text("java.util.HashMap\u0005\u0007")])])),
        ("LG-INS-022", "Java in base64", Verdict.Fail, File(elements: [Private(Text(Convert.ToBase64String([.. Hex.Parse("ACED0005 73 72 0011"), .. Text("java.util.HashMap\u0005\u0007")])), "UT")])),
        ("LG-INS-022", "nothing", Verdict.Pass, File()),
        ("LG-INS-023", "HDF5", Verdict.Warn, File(elements: [Private(Hex.Parse("894844460D0A1A0A 00000000"))])),
        ("LG-INS-023", "nothing", Verdict.Pass, File()),
        ("LG-INS-030", "program declared as PDF", Verdict.Fail, File(elements: [Document([.. ContentVectors.Pe(), .. new byte[64]], "application/pdf")])),
        ("LG-INS-030", "text declared as PDF", Verdict.Fail, File(elements: [Document(Text("hello"), "application/pdf")])),
        ("LG-INS-030", "PDF", Verdict.Pass, File(elements: [Document(Text("%PDF-1.4\n%%EOF"), "application/pdf")])),
        ("LG-INS-030", "CDA", Verdict.Pass, File(elements: [Document(Text("<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>"), "text/XML")])),
        ("LG-INS-030", "no document", null, File()),
        ("LG-INS-031", "JavaScript in PDF", Verdict.Fail, File(elements: [Document(Text("%PDF-1.4\n1 0 obj <</OpenAction 2 0 R>> endobj\n2 0 obj <</S/J#61vaScript/JS(void)>> endobj"), "application/pdf")])),
        ("LG-INS-031", "script in CDA", Verdict.Fail, File(elements: [Document(Text("<ClinicalDocument><text><script>1</script></text></ClinicalDocument>"), "text/XML")])),
        ("LG-INS-031", "quiet PDF", Verdict.Pass, File(elements: [Document(Text("%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj"), "application/pdf")])),
        ("LG-INS-032", "link in PDF", Verdict.Warn, File(elements: [Document(Text("%PDF-1.4\n1 0 obj <</S/URI/URI(https://example.org)>> endobj"), "application/pdf")])),
        ("LG-INS-040", "length past the end", Verdict.Warn, File(elements: [Private(new byte[100])])[..^20]),
        ("LG-INS-040", "offset table that points past the fragments", Verdict.Warn, File(elements: [Hex.Parse("E07F1000 4F42 0000 FFFFFFFF FEFF00E0 04000000 00100000 FEFF00E0 04000000 FFD8FFD9 FEFFDDE0 00000000")])),
        ("LG-INS-040", "sound offset table", Verdict.Pass, File(elements: [Hex.Parse("E07F1000 4F42 0000 FFFFFFFF FEFF00E0 04000000 00000000 FEFF00E0 04000000 FFD8FFD9 FEFFDDE0 00000000")])),
        ("LG-INS-040", "sound", Verdict.Pass, File(elements: [Private(new byte[100])])),
        ("LG-INS-041", "descending tags", Verdict.Warn, File(elements: [Element(0x0020, 0x0010, "SH", Text("1 ")), Element(0x0010, 0x4000, "LT", Text("a "))])),
        ("LG-INS-041", "sound", Verdict.Pass, File()),
        ("LG-INS-042", "other instance", Verdict.Fail, File(metaInstance: "2.25.2")),
        ("LG-INS-042", "same instance", Verdict.Pass, File()),
        ("LG-INS-043", "pixel data provider", Verdict.Warn, File(elements: [Element(0x0028, 0x7FE0, "UR", Text("https://example.org/1"))])),
        ("LG-INS-043", "no address", Verdict.Pass, File()),
        ("LG-INS-044", "File ID with a parent folder", Verdict.Fail, Directory(@"..\..\PASSWD")),
        ("LG-INS-044", "File ID from the root", Verdict.Fail, Directory(@"\SERVER\A")),
        ("LG-INS-044", "File ID on the media", null, Directory(@"IMAGES\IM1")),
        ("LG-INS-044", "circle", Verdict.Fail, Directory(@"IMAGES\IM1", isCircle: true)),
        ("LG-INS-044", "offset to no record", Verdict.Fail, Directory(@"IMAGES\IM1", shift: 2)),
        ("LG-INS-045", "native pixel data cut short", Verdict.Warn, Image(4)),
        ("LG-INS-045", "lines of the codestream", Verdict.Warn, Image(Hex.Parse("E07F1000 4F42 0000 FFFFFFFF FEFF00E0 00000000 FEFF00E0 10000000 FFD8 FFC0000B08FFFF000301011100 00 FEFFDDE0 00000000"))),
        ("LG-INS-045", "as described", Verdict.Pass, Image(6)),
        ("LG-INS-046", "bytes behind the image", Verdict.Warn, Image(64)),
        ("LG-INS-046", "as described", Verdict.Pass, Image(6)),
        ("LG-INS-050", "encrypted PDF", Verdict.NotTested, File(elements: [Document(Text("%PDF-1.4\ntrailer <</Encrypt 5 0 R>>"), "application/pdf")])),
        ("LG-INS-050", "no format that is known", Verdict.NotTested, Text("hello")),
        ("LG-INS-050", "everything seen", null, File()),
    ];

    /// <summary>Points e_lfanew of the preamble to the PE header that stands further behind.</summary>
    private static byte[] WithPeHeader(this byte[] file)
    {
        BitConverter.TryWriteBytes(file.AsSpan(0x3C), file.AsSpan().IndexOf("PE\0\0"u8));
        return [.. file, .. new byte[64]];
    }

    private static byte[] WithTiff(int? offset, byte[]? directory = null)
    {
        directory ??= TiffDirectory;
        var file = File(preamble: Hex.Parse("49492A00 00000000 00000000 01"), elements: [Private([.. directory, .. new byte[4]])]);
        BitConverter.TryWriteBytes(file.AsSpan(4), offset ?? file.AsSpan().IndexOf(directory));
        return file;
    }

    /// <summary>A DICOMDIR of one record whose offsets are right, unless they are shifted or the record is its own successor.</summary>
    private static byte[] Directory(string fileId, bool isCircle = false, int shift = 0)
    {
        byte[] item =
        [
            .. Element(0x0004, 0x1400, "UL", Hex.Parse("AAAAAAAA")), .. Element(0x0004, 0x1410, "US", [0xFF, 0xFF]), .. Element(0x0004, 0x1420, "UL", new byte[4]),
            .. Element(0x0004, 0x1430, "CS", Text("IMAGE ")), .. Element(0x0004, 0x1500, "CS", Text(fileId)),
        ];
        var file = File(sopClass: "1.2.840.10008.1.3.10", elements:
        [
            Element(0x0004, 0x1200, "UL", Hex.Parse("BBBBBBBB")), Element(0x0004, 0x1202, "UL", Hex.Parse("BBBBBBBB")), Element(0x0004, 0x1212, "US", new byte[2]),
            Element(0x0004, 0x1220, "SQ", [0xFE, 0xFF, 0x00, 0xE0, .. BitConverter.GetBytes(item.Length), .. item]),
        ]);
        var record = file.AsSpan().IndexOf(Hex.Parse("FEFF00E0"));
        var (first, last) = (file.AsSpan().IndexOf(Hex.Parse("BBBBBBBB")), file.AsSpan().LastIndexOf(Hex.Parse("BBBBBBBB")));
        BitConverter.TryWriteBytes(file.AsSpan(first), record + shift);
        BitConverter.TryWriteBytes(file.AsSpan(last), record + shift);
        BitConverter.TryWriteBytes(file.AsSpan(file.AsSpan().IndexOf(Hex.Parse("AAAAAAAA"))), isCircle ? record : 0);
        return file;
    }

    private static byte[] Zlib(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal))
            packer.Write(bytes);
        return packed.ToArray();
    }
}
