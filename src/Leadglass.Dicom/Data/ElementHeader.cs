using System.Buffers.Binary;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>What comes before a value: tag, VR and length. Source: PS3.5 §7.1.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Vr">The VR, from the dictionary in implicit VR; meaningless for items and delimiters.</param>
/// <param name="Length">The value length; <see cref="Undefined"/> for undefined.</param>
/// <param name="Size">Bytes that the header takes up: 8 or 12.</param>
internal readonly record struct ElementHeader(Tag Tag, Vr Vr, uint Length, int Size)
{
    public const uint Undefined = 0xFFFFFFFF;

    private const ushort ItemGroup = 0xFFFE;

    /// <summary>Items and delimiters: the same in every encoding, without a VR. Source: PS3.5 §7.5.</summary>
    public bool IsItemOrDelimiter => Tag.Group == ItemGroup;

    /// <summary>A delimiter: nothing follows it, whatever its length says.</summary>
    public bool IsDelimiter => Tag == Tags.ItemDelimitationItem || Tag == Tags.SequenceDelimitationItem;

    /// <summary>Reads the header at the start of <paramref name="bytes"/>; false when it does not end inside them.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, DataSetEncoding encoding, out ElementHeader header)
    {
        header = default;
        if (bytes.Length < 8)
            return false;

        var tag = new Tag(BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
        if (encoding == DataSetEncoding.ImplicitLittleEndian || tag.Group == ItemGroup)
        {
            header = new ElementHeader(tag, Tags.VrOf(tag), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), 8);
            return true;
        }

        var vr = new Vr(bytes[4], bytes[5]);
        if (!vr.HasLongLength)
        {
            header = new ElementHeader(tag, vr, BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), 8);
            return true;
        }
        if (bytes.Length < 12)
            return false;
        header = new ElementHeader(tag, vr, BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]), 12);
        return true;
    }
}
