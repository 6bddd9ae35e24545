using System.IO.Compression;

namespace Leadglass.Dicom.Tests.Support;

/// <summary>Files worked out by hand from PS3.10 §7.1.</summary>
internal static class FileVectors
{
    /// <summary>Explicit VR little endian, with sequences of all kinds and encapsulated pixel data.</summary>
    public static readonly byte[] Explicit = WithMeta("312E322E3834302E31303030382E312E322E3100", Vectors.NestedDataSet); // 1.2.840.10008.1.2.1

    /// <summary>Implicit VR little endian.</summary>
    public static readonly byte[] Implicit = WithMeta(
        "312E322E3834302E31303030382E312E3200", // 1.2.840.10008.1.2
        Hex.Parse(
            """
            0800 0500 0A000000 49534F5F495220313030                      # (0008,0005) ISO_IR 100
            0800 1011 FFFFFFFF                                           # (0008,1110), undefined length
               FEFF 00E0 0A000000 0800 5011 02000000 3100                #   item with (0008,1150)
            FEFF DDE0 00000000
            2800 1000 02000000 0002                                      # rows 512
            E07F 1000 04000000 01020304
            """));

    /// <summary>Explicit VR big endian.</summary>
    public static readonly byte[] BigEndian = WithMeta(
        "312E322E3834302E31303030382E312E322E3200", // 1.2.840.10008.1.2.2
        Hex.Parse(
            """
            0008 0005 4353 000A 49534F5F495220313030
            0008 1110 5351 0000 FFFFFFFF
               FFFE E000 0000000A 0008 1150 5549 0002 3100
            FFFE E0DD 00000000
            0028 0010 5553 0002 0200                                     # rows 512
            7FE0 0010 4F57 0000 00000004 01020304
            """));

    /// <summary>The data set of <see cref="Explicit"/>, deflated.</summary>
    public static readonly byte[] Deflated = WithMeta("312E322E3834302E31303030382E312E322E312E3939", Deflate(Vectors.NestedDataSet)); // 1.2.840.10008.1.2.1.99

    /// <summary>A data set and nothing else.</summary>
    public static readonly byte[] WithoutMeta = Vectors.NestedDataSet;

    /// <summary>A file with this transfer syntax UID and this data set.</summary>
    public static byte[] WithMeta(string transferSyntax, byte[] dataSet)
    {
        var uid = Hex.Parse(transferSyntax);
        return
        [
            .. new byte[128],
            .. "DICM"u8,
            .. Hex.Parse($"0200 0000 554C 0400 {14 + 8 + uid.Length:X2}000000"), // group length
            .. Hex.Parse("0200 0100 4F42 0000 02000000 0001"), // version
            .. Hex.Parse($"0200 1000 5549 {uid.Length:X2}00"), // transfer syntax
            .. uid,
            .. dataSet,
        ];
    }

    /// <summary>Raw deflate of RFC 1951, padded to an even length. Source: PS3.5 §A.5.</summary>
    public static byte[] Deflate(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var deflate = new DeflateStream(result, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(bytes);
        if (result.Length % 2 != 0)
            result.WriteByte(0);
        return result.ToArray();
    }
}
