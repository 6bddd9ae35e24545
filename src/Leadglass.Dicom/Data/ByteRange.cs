namespace Leadglass.Dicom.Data;

/// <summary>A run of bytes of a source.</summary>
/// <param name="Offset">Zero-based offset of the first byte.</param>
/// <param name="Length">Number of bytes.</param>
public readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>Offset of the first byte behind the run.</summary>
    public long End => Offset + Length;

    /// <summary>No bytes.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>A run by its two ends.</summary>
    /// <param name="start">Offset of the first byte.</param>
    /// <param name="end">Offset of the first byte behind it.</param>
    public static ByteRange Between(long start, long end) => new(start, end - start);
}
