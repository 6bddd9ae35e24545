using FsCheck;
using FsCheck.Fluent;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Fuzz;

/// <summary>Bytes that are nearly right: those of a real peer, changed in a few places where readers go wrong.</summary>
internal static class Mutations
{
    /// <summary>Values at which lengths and counts change their meaning.</summary>
    private static readonly uint[] Lengths = [0, 1, 2, 3, 4, 7, 8, 16, 64, 0xFF, 0x100, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF];

    public static readonly byte[][] Pdus =
    [
        Captured.EchoscuRequest,
        Captured.StorescpAccept,
        Captured.StorescpReject,
        Captured.StorescpAbort,
        Captured.StorescpEchoResponse,
        Hex.Parse("05 00 00000004 00000000"),
        Hex.Parse("06 00 00000004 00000000"),
        Vectors.FullRequestPdu,
    ];

    public static readonly byte[][] CommandSets = [Captured.FindscuCommand, Captured.StorescpEchoResponse[12..], Vectors.EchoRequestPdu[12..]];

    public static readonly byte[][] DataSets = [Captured.FindscuIdentifier, Vectors.NestedDataSet];

    public static readonly byte[][] Files = [FileVectors.Explicit, FileVectors.Implicit, FileVectors.BigEndian, FileVectors.Deflated, FileVectors.WithoutMeta];

    /// <summary>A request, an echo and a release: what a well-behaved peer sends.</summary>
    public static readonly byte[][] Conversations =
    [
        [.. Captured.EchoscuRequest, .. Vectors.EchoRequestPdu, .. Hex.Parse("05 00 00000004 00000000")],
        [.. Captured.EchoscuRequest, .. Vectors.EchoRequestPdu, .. Vectors.EchoRequestPdu, .. Captured.StorescpAbort],
    ];

    public static Gen<byte[]> Of(byte[][] seeds) =>
        from seed in Gen.Elements(seeds)
        from count in Gen.Choose(0, 6)
        from edits in Edit.ListOf(count)
        select edits.Aggregate(seed, static (bytes, edit) => edit(bytes));

    private static Gen<Func<byte[], byte[]>> Edit =>
        Gen.OneOf(
            from at in Position from value in Gen.Choose(0, 255) select Edited(at, 1, [(byte)value]),
            from at in Position from length in Gen.Elements(Lengths) select Edited(at, 2, [(byte)(length >> 8), (byte)length]),
            from at in Position from length in Gen.Elements(Lengths) select Edited(at, 4, BitConverter.GetBytes(length)),
            from at in Position from length in Gen.Elements(Lengths) select Edited(at, 4, [.. BitConverter.GetBytes(length).Reverse()]),
            from at in Position from length in Gen.Choose(1, 20) select Edited(at, length, []),
            from at in Position select Truncated(at),
            from at in Position from length in Gen.Choose(1, 80) select Doubled(at, length));

    /// <summary>A place, in thousandths of the length: the bytes are not known yet.</summary>
    private static Gen<int> Position => Gen.Choose(0, 999);

    private static Func<byte[], byte[]> Edited(int at, int length, byte[] replacement) => bytes =>
    {
        var start = bytes.Length * at / 1000;
        return [.. bytes[..start], .. replacement, .. bytes[Math.Min(bytes.Length, start + length)..]];
    };

    private static Func<byte[], byte[]> Truncated(int at) => bytes => bytes[..(bytes.Length * at / 1000)];

    private static Func<byte[], byte[]> Doubled(int at, int length) => bytes =>
    {
        var start = bytes.Length * at / 1000;
        var end = Math.Min(bytes.Length, start + length);
        return [.. bytes[..end], .. bytes[start..end], .. bytes[end..]];
    };
}
