using System.Buffers.Binary;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Fuzzing;

/// <summary>
/// Elements as bytes in any of the encodings, with whatever VR and length somebody wants to claim. The data set writer of
/// <c>Leadglass.Dicom</c> writes honest little endian only, and is the one to use for anything that is sent in earnest. Source: PS3.5 §7.1.
/// </summary>
internal static class ElementBytes
{
    public const uint Undefined = uint.MaxValue;

    /// <summary>An item header, or a delimiter.</summary>
    public static byte[] Marker(DataSetEncoding encoding, Tag tag, uint length) => [.. TagOf(encoding, tag), .. UInt32(encoding, length)];

    /// <summary>A header; in explicit VR the VR decides how long it is.</summary>
    public static byte[] Header(DataSetEncoding encoding, Tag tag, Vr vr, uint length)
    {
        if (!encoding.IsExplicit())
            return [.. TagOf(encoding, tag), .. UInt32(encoding, length)];
        byte[] name = [(byte)(vr.Code >> 8), (byte)vr.Code];
        return vr.HasLongLength
            ? [.. TagOf(encoding, tag), .. name, 0, 0, .. UInt32(encoding, length)]
            : [.. TagOf(encoding, tag), .. name, .. UInt16(encoding, (ushort)length)];
    }

    /// <summary>A whole element with its true length, padded to an even one.</summary>
    public static byte[] Of(DataSetEncoding encoding, Tag tag, Vr vr, ReadOnlySpan<byte> value)
    {
        byte[] even = value.Length % 2 == 0 ? [.. value] : [.. value, vr.Padding];
        return [.. Header(encoding, tag, vr, (uint)even.Length), .. even];
    }

    public static byte[] UInt16(DataSetEncoding encoding, params ReadOnlySpan<ushort> values)
    {
        var bytes = new byte[values.Length * sizeof(ushort)];
        for (var i = 0; i < values.Length; i++)
        {
            if (encoding.IsBigEndian())
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(i * sizeof(ushort)), values[i]);
            else
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(ushort)), values[i]);
        }
        return bytes;
    }

    public static byte[] UInt32(DataSetEncoding encoding, uint value)
    {
        var bytes = new byte[sizeof(uint)];
        if (encoding.IsBigEndian())
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] TagOf(DataSetEncoding encoding, Tag tag) => UInt16(encoding, tag.Group, tag.Element);
}
