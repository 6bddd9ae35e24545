using System.Buffers.Binary;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>What comes before a value: tag, VR and length, as it stands there. Source: PS3.5 §7.1.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Vr">The VR as written; default in implicit VR and in items and delimiters.</param>
/// <param name="Length">The value length; <see cref="Undefined"/> for undefined.</param>
/// <param name="Size">Bytes that the header takes up: 8 or 12.</param>
internal readonly record struct ElementHeader(Tag Tag, Vr Vr, uint Length, int Size)
{
    public const uint Undefined = 0xFFFFFFFF;

    /// <summary>The shortest header.</summary>
    public const int Short = 8;

    /// <summary>The header of VRs with a 32-bit length.</summary>
    public const int Long = 12;

    private const ushort ItemGroup = 0xFFFE;

    /// <summary>Items and delimiters: the same in every encoding, without a VR. Source: PS3.5 §7.5.</summary>
    public bool IsItemOrDelimiter => Tag.Group == ItemGroup;

    public bool HasUndefinedLength => Length == Undefined;

    /// <summary>Reads the header at the start of <paramref name="bytes"/>; false when it does not end inside them.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, DataSetEncoding encoding, out ElementHeader header)
    {
        header = default;
        if (bytes.Length < Short)
            return false;

        var tag = new Tag(UInt16(bytes, encoding), UInt16(bytes[2..], encoding));
        if (!encoding.IsExplicit() || tag.Group == ItemGroup)
        {
            header = new ElementHeader(tag, default, UInt32(bytes[4..], encoding), Short);
            return true;
        }

        var vr = new Vr(bytes[4], bytes[5]);
        if (!vr.HasLongLength || !IsNamed(vr))
        {
            header = new ElementHeader(tag, vr, UInt16(bytes[6..], encoding), Short);
            return true;
        }
        if (bytes.Length < Long)
            return false;
        header = new ElementHeader(tag, vr, UInt32(bytes[8..], encoding), Long);
        return true;
    }

    /// <summary>
    /// Two capital letters: a VR, or one of a later edition, all of which will have the long form (PS3.5 §7.1.2). What else is
    /// written in place of a VR, such as <c>??</c>, is found with the short form.
    /// </summary>
    public static bool IsNamed(Vr vr) => vr.Code >> 8 is >= 'A' and <= 'Z' && (vr.Code & 0xFF) is >= 'A' and <= 'Z';

    public static ushort UInt16(ReadOnlySpan<byte> bytes, DataSetEncoding encoding) =>
        encoding.IsBigEndian() ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    public static uint UInt32(ReadOnlySpan<byte> bytes, DataSetEncoding encoding) =>
        encoding.IsBigEndian() ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
