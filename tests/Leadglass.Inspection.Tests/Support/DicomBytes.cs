using System.Buffers.Binary;
using System.Text;

namespace Leadglass.Inspection.Tests.Support;

/// <summary>Small DICOM files in explicit VR little endian, made for one test: no patient, and nothing in them that runs.</summary>
internal static class DicomBytes
{
    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7";
    private const string Instance = "2.25.1";
    private const string ExplicitLittleEndian = "1.2.840.10008.1.2.1";

    /// <summary>A file that is right in every respect, with these elements after its SOP class and instance.</summary>
    public static byte[] File(byte[]? preamble = null, string sopClass = SecondaryCapture, string metaInstance = Instance, string transferSyntax = ExplicitLittleEndian, params byte[][] elements)
    {
        byte[] meta =
        [
            .. Element(0x0002, 0x0001, "OB", [0, 1]),
            .. Element(0x0002, 0x0002, "UI", Uid(sopClass)),
            .. Element(0x0002, 0x0003, "UI", Uid(metaInstance)),
            .. Element(0x0002, 0x0010, "UI", Uid(transferSyntax)),
            .. Element(0x0002, 0x0012, "UI", Uid("2.25.9")),
        ];
        var first = new byte[128];
        preamble?.CopyTo(first, 0);
        return
        [
            .. first, .. "DICM"u8, .. Element(0x0002, 0x0000, "UL", BitConverter.GetBytes(meta.Length)), .. meta,
            .. Element(0x0008, 0x0016, "UI", Uid(sopClass)), .. Element(0x0008, 0x0018, "UI", Uid(Instance)),
            .. elements.SelectMany(static element => element),
        ];
    }

    /// <summary>A private element (0009,1010) with its creator.</summary>
    public static byte[] Private(byte[] value, string vr = "OB") => [.. Element(0x0009, 0x0010, "LO", Text("ACME 1")), .. Element(0x0009, 0x1010, vr, value)];

    /// <summary>An encapsulated document with its MIME type.</summary>
    public static byte[] Document(byte[] document, string mimeType) => [.. Element(0x0042, 0x0011, "OB", document), .. Element(0x0042, 0x0012, "LO", Text(mimeType))];

    /// <summary>An item of a sequence, or a fragment of pixel data, of defined length.</summary>
    public static byte[] Item(byte[] content)
    {
        byte[] padded = content.Length % 2 == 0 ? content : [.. content, 0];
        return [0xFE, 0xFF, 0x00, 0xE0, .. BitConverter.GetBytes(padded.Length), .. padded];
    }

    /// <summary>Pixel data in fragments, with an empty offset table.</summary>
    public static byte[] Fragments(params byte[][] fragments) =>
        [.. Hex.Parse("E07F1000 4F42 0000 FFFFFFFF"), .. Item([]), .. fragments.SelectMany(Item), .. Hex.Parse("FEFFDDE0 00000000")];

    public static byte[] Element(ushort group, ushort number, string vr, byte[] value)
    {
        byte[] padded = value.Length % 2 == 0 ? value : [.. value, vr is "OB" or "UN" or "UI" ? (byte)0 : (byte)' '];
        var isLong = vr is "OB" or "OW" or "UN" or "UT" or "UR" or "UC" or "SQ";
        var header = new byte[isLong ? 12 : 8];
        BinaryPrimitives.WriteUInt16LittleEndian(header, group);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), number);
        Text(vr).CopyTo(header, 4);
        if (isLong)
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), padded.Length);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), (ushort)padded.Length);
        return [.. header, .. padded];
    }

    public static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Uid(string uid) => Text(uid.Length % 2 == 0 ? uid : uid + "\0");
}
