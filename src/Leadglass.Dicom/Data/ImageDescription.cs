using System.Globalization;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>What a data set or item says about the size of its pixel data. Source: PS3.3 §C.7.6.3, §C.7.6.6.</summary>
/// <param name="Rows">Rows (0028,0010).</param>
/// <param name="Columns">Columns (0028,0011).</param>
/// <param name="Samples">Samples per Pixel (0028,0002); 1 where it is missing.</param>
/// <param name="BitsAllocated">Bits Allocated (0028,0100).</param>
/// <param name="Frames">Number of Frames (0028,0008); 1 where it is missing or not positive.</param>
/// <param name="SharesChrominance">Two pixels share their chrominance samples, so that three samples take the room of two. Source: PS3.3 §C.7.6.3.1.2.</param>
public readonly record struct ImageDescription(int Rows, int Columns, int Samples, int BitsAllocated, long Frames, bool SharesChrominance)
{
    /// <summary>Bytes that all frames take up without compression and padding; at most <see cref="long.MaxValue"/>. Source: PS3.5 §8.1.1.</summary>
    public long Bytes => BytesWith(SharesChrominance ? 2 : Samples);

    /// <summary>The most that is in use for such an image: all chrominance samples written, or each frame of single bits begun at a byte.</summary>
    internal long BytesAtMost => Math.Max(BytesWith(Samples), Limited((Int128)Frames * (((Int128)Rows * Columns * Samples * BitsAllocated + 7) / 8)));

    /// <summary>Reads the description at the top of a data set; null where a part of it is missing, zero or no number.</summary>
    /// <param name="tree">The data set.</param>
    public static ImageDescription? Of(DataTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Of(tree.Find);
    }

    internal static ImageDescription? Of(Func<Tag, DataNode?> find)
    {
        if (find(Tags.Rows)?.ReadUInt16() is not { } rows || find(Tags.Columns)?.ReadUInt16() is not { } columns
            || find(Tags.BitsAllocated)?.ReadUInt16() is not { } bits || FramesOf(find(Tags.NumberOfFrames)) is not { } frames || rows == 0 || columns == 0 || bits == 0)
            return null;
        var samples = find(Tags.SamplesPerPixel)?.ReadUInt16() ?? 1;
        var sharesChrominance = samples == 3 && find(Tags.PhotometricInterpretation)?.Text(16) is "YBR_FULL_422" or "YBR_PARTIAL_422";
        return new ImageDescription(rows, columns, samples, bits, Math.Max(frames, 1), sharesChrominance);
    }

    /// <summary>Number of Frames, 1 where it is missing; null where it is no number.</summary>
    internal static long? FramesOf(DataNode? element)
    {
        if (element is not { } found)
            return 1;
        return long.TryParse(found.Text(16).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var frames) ? frames : null;
    }

    private long BytesWith(int samples) => Limited(((Int128)Rows * Columns * samples * BitsAllocated * Frames + 7) / 8);

    private static long Limited(Int128 bytes) => (long)Int128.Min(bytes, long.MaxValue);
}
