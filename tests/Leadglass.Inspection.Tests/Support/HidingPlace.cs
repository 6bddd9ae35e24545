using System.IO.Compression;
using static Leadglass.Inspection.Tests.Support.DicomBytes;

namespace Leadglass.Inspection.Tests.Support;

/// <summary>A place of a DICOM file in which content can hide, with what a finding about it has to say.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Path">The tag path; null where it depends on how a reader takes the bytes, because they are no element.</param>
/// <param name="Build">Makes the file that holds these bytes there.</param>
internal sealed record HidingPlace(string Name, string? Path, Func<byte[], byte[]> Build)
{
    /// <summary>The wrapping; null where there is none.</summary>
    public string? Layer { get; init; }

    /// <summary>Wraps the content.</summary>
    public Func<byte[], byte[]> Wrap { get; init; } = static content => content;

    /// <summary>Whether something else stands before the content in its value, so that only what is searched for anywhere is found.</summary>
    public bool IsFurtherBehind { get; init; }

    /// <summary>Whether dcmdump reads the file to its end. It takes bytes outside of elements for a broken element.</summary>
    public bool IsSoundDicom { get; init; } = true;

    /// <summary>The bytes at most.</summary>
    public int Most { get; init; } = ushort.MaxValue - 100;

    public static IEnumerable<HidingPlace> All =>
    [
        new("preamble", "preamble", static content => File(preamble: content)) { Most = 128 },
        new("private OB", "(0009,1010)", static content => File(elements: [Private(content)])),
        new("private UN", "(0009,1010)", static content => File(elements: [Private(content, "UN")])),
        new("private LO", "(0009,1010)", static content => File(elements: [Private(content, "LO")])),
        new("behind other bytes of a private OB", "(0009,1010)", static content => File(elements: [Private([.. Before, .. content, .. new byte[64]])])) { IsFurtherBehind = true },
        new("UN of defined length that holds a sequence", "(0009,1010)", static content => File(elements: [Private(Item([0x10, 0x00, 0x00, 0x40, .. BitConverter.GetBytes(content.Length), .. content]), "UN")])) { IsFurtherBehind = true },
        new("LT", "(0010,4000)", static content => File(elements: [Element(0x0010, 0x4000, "LT", content)])),
        new("UT", "(0040,A160)", static content => File(elements: [Element(0x0040, 0xA160, "UT", content)])),
        new("OW", "(7FE0,0010)", static content => File(elements: [Element(0x7FE0, 0x0010, "OW", content)])),
        new("fragment", "(7FE0,0010)[2]", static content => File(transferSyntax: Rle, elements: [Fragments(new byte[70], content)])),
        new("nested sequence", "(0040,0275)[0].(0040,0008)[0].(0009,1010)", static content =>
            File(elements: [Element(0x0040, 0x0275, "SQ", Item(Element(0x0040, 0x0008, "SQ", Item(Private(content)))))])),
        new("encapsulated document", "(0042,0011)", static content => File(sopClass: EncapsulatedPdf, elements: [Document(content, "application/octet-stream")])),
        new("padding", "(FFFC,FFFC)", static content => File(elements: [Element(0xFFFC, 0xFFFC, "OB", content)])),
        new("deflated data set", "(0009,1010)", static content => Deflated(File(transferSyntax: DeflatedSyntax, elements: [Private(content)]))),
        new("behind the data set", null, static content => [.. File(elements: [Private(new byte[8])]), 0, 0, 0, .. content, .. new byte[64]]) { IsFurtherBehind = true, IsSoundDicom = false },
        new("between elements", null, static content =>
            File(elements: [Private(new byte[8]), [0, 0, 0, .. content, .. new byte[64]], Element(0x0010, 0x4000, "LT", Text("a "))])) { IsFurtherBehind = true, IsSoundDicom = false },
        new("base64 in UT", "(0040,A160)", static content => File(elements: [Element(0x0040, 0xA160, "UT", content)])) { Layer = "base64", Wrap = static bytes => Text(Convert.ToBase64String(bytes)) },
        new("hexadecimal digits in LT", "(0010,4000)", static content => File(elements: [Element(0x0010, 0x4000, "LT", content)])) { Layer = "hex", Wrap = static bytes => Text(Convert.ToHexString(bytes)) },
        new("zlib in a private OB", "(0009,1010)", static content => File(elements: [Private(content)])) { Layer = "zlib", Wrap = static bytes => Packed(bytes, static stream => new ZLibStream(stream, CompressionLevel.Optimal)) },
        new("gzip in a private UN", "(0009,1010)", static content => File(elements: [Private(content, "UN")])) { Layer = "gzip", Wrap = static bytes => Packed(bytes, static stream => new GZipStream(stream, CompressionLevel.Optimal)) },
    ];

    private const string Rle = "1.2.840.10008.1.2.5";
    private const string DeflatedSyntax = "1.2.840.10008.1.2.1.99";
    private const string EncapsulatedPdf = "1.2.840.10008.5.1.4.1.1.104.1";

    // Not text, so that what follows is not taken for its continuation.
    private static byte[] Before => [.. new byte[49], 0xFF];

    private static byte[] Deflated(byte[] file)
    {
        var dataSet = file.AsSpan().IndexOf(Hex.Parse("08001600"));
        var packed = Packed(file[dataSet..], static stream => new DeflateStream(stream, CompressionLevel.Optimal));
        return [.. file[..dataSet], .. packed, .. new byte[packed.Length % 2]];
    }

    private static byte[] Packed(byte[] bytes, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var packer = pack(packed))
            packer.Write(bytes);
        return packed.ToArray();
    }
}
