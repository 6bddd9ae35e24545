using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using static System.Buffers.Binary.BinaryPrimitives;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Files;

/// <summary>
/// What a data set says about the size of its images, overlays and lookup tables, held against the bytes that are there: a reader that
/// allocates by the one and copies the other leaves its buffer. Sources: PS3.3 §C.7.6.3, §C.9.2, §C.11.1; PS3.5 §8.1, annex G.
/// </summary>
public sealed class ImageSize
{
    private const ushort FirstOverlayGroup = 0x6000;
    private const ushort LastOverlayGroup = 0x601E;
    private const int RleHeader = 64;
    private const int MostRleSegments = 15;

    private static readonly Tag FloatPixelData = new(0x7FE00008);
    private static readonly Tag DoubleFloatPixelData = new(0x7FE00009);

    private static readonly (Tag Descriptor, Tag Data)[] LookupTables =
    [
        (new(0x00281101), new(0x00281201)), (new(0x00281102), new(0x00281202)), (new(0x00281103), new(0x00281203)), (new(0x00283002), new(0x00283006)),
    ];

    private readonly StructureLog _log = new();
    private readonly Dictionary<Tag, DataNode> _level = [];
    private readonly SourceWindow _bytes;
    private readonly string? _transferSyntax;

    private ImageSize(DicomFile file)
    {
        (_bytes, _transferSyntax) = (new SourceWindow(file.DataSet.Source, 4096), file.TransferSyntax);
        CheckLevel(file.DataSet.Top);
        for (var i = 0; i < file.DataSet.Count; i++)
        {
            if (file.DataSet[i] is { Kind: DataNodeKind.Item, Children: { IsEmpty: false } children })
                CheckLevel(children);
        }
    }

    /// <summary>Compares them, at the top and in every item: icons have pixels too.</summary>
    /// <param name="file">The file.</param>
    /// <returns>What differs; at most one hundred of each kind. Nothing where the description is missing or is no number.</returns>
    /// <exception cref="IOException">The source failed.</exception>
    public static IReadOnlyList<StructureAnomaly> Check(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new ImageSize(file)._log.Kept;
    }

    private void CheckLevel(DataNodeList elements)
    {
        _level.Clear();
        foreach (var node in elements)
        {
            if (node.Kind == DataNodeKind.Element && node.Tag.Group is 0x0028 or 0x7FE0 or (>= FirstOverlayGroup and <= LastOverlayGroup))
                _level.TryAdd(node.Tag, node);
        }

        if (_level.Count == 0)
            return;
        if (ImageDescription.Of(Find) is { } image)
        {
            CheckPixels(Find(Tags.PixelData), image);
            CheckPixels(Find(FloatPixelData), image with { BitsAllocated = 32 });
            CheckPixels(Find(DoubleFloatPixelData), image with { BitsAllocated = 64 });
        }

        for (var group = FirstOverlayGroup; group <= LastOverlayGroup; group += 2)
            CheckOverlay(group);
        foreach (var (descriptor, data) in LookupTables)
            CheckLookupTable(descriptor, data);
    }

    private DataNode? Find(Tag tag) => _level.TryGetValue(tag, out var node) ? node : null;

    private void CheckPixels(DataNode? element, ImageDescription image)
    {
        if (element is not { } pixels)
            return;
        if (pixels.HasUndefinedLength)
        {
            CheckCodestreams(pixels, image);
            return;
        }

        var length = LengthOf(pixels);
        if (length < image.Bytes)
            Report(PixelDataShort, pixels, length, image.Bytes);
        else if (length > image.BytesAtMost + 1)
            Report(PixelDataLong, pixels, length, image.Bytes);
    }

    private void CheckCodestreams(DataNode pixels, ImageDescription image)
    {
        foreach (var fragment in pixels.Children)
        {
            if (fragment is not { Kind: DataNodeKind.Fragment, Number: > 0 })
                continue;
            if (_transferSyntax == Uids.RLELossless)
                CheckRle(fragment, image);
            else if (CodestreamHeader.Read(_bytes, fragment.Value) is { } header)
                CheckHeader(fragment, header, image);
        }
    }

    private void CheckHeader(DataNode fragment, CodestreamHeader header, ImageDescription image)
    {
        if (header.Rows != image.Rows && header.Rows != 0)
            Report(CodestreamRows, fragment, header.Rows, image.Rows);
        if (header.Columns != image.Columns)
            Report(CodestreamColumns, fragment, header.Columns, image.Columns);
        // The components of a multi-component codestream are slices of a volume as well. Source: PS3.5 §A.4.4.
        if (header.Samples != image.Samples && _transferSyntax is not (Uids.JPEG2000MC or Uids.JPEG2000MCLossless))
            Report(CodestreamSamples, fragment, header.Samples, image.Samples);
        if (header.Bits > image.BitsAllocated)
            Report(CodestreamBits, fragment, header.Bits, image.BitsAllocated);
    }

    /// <summary>The header of a frame: the number of segments, one for each byte of a composite pixel, and where they begin.</summary>
    private void CheckRle(DataNode fragment, ImageDescription image)
    {
        var header = _bytes.Look(fragment.Value.Offset, Math.Min(fragment.Value.Length, RleHeader));
        if (header.Length < RleHeader)
            return;
        var segments = ReadUInt32LittleEndian(header);
        var expected = (long)image.Samples * ((image.BitsAllocated + 7) / 8);
        if (segments != expected)
            Report(RleSegments, fragment, segments, expected);
        for (var i = 0; i < Math.Min(segments, MostRleSegments); i++)
        {
            var offset = ReadUInt32LittleEndian(header[(4 + i * 4)..]);
            if (offset < RleHeader || offset >= fragment.Value.Length)
                Report(RleOffset, fragment, offset, fragment.Value.Length);
        }
    }

    private void CheckOverlay(ushort group)
    {
        if (Find(new Tag(group, 0x3000)) is not { } data || Find(new Tag(group, 0x0010))?.ReadUInt16() is not { } rows
            || Find(new Tag(group, 0x0011))?.ReadUInt16() is not { } columns || ImageDescription.FramesOf(Find(new Tag(group, 0x0015))) is not { } frames)
            return;
        var bytes = new ImageDescription(rows, columns, 1, 1, Math.Max(frames, 1), false).Bytes;
        if (LengthOf(data) < bytes)
            Report(OverlayShort, data, LengthOf(data), bytes);
    }

    /// <summary>Descriptor: number of entries, 0 for 65,536; first value mapped; bits of an entry, of which 8 may be packed.</summary>
    private void CheckLookupTable(Tag descriptorTag, Tag dataTag)
    {
        if (Find(descriptorTag) is not { } descriptor || Find(dataTag) is not { HasUndefinedLength: false } data || descriptor.ReadValue(6) is not { Length: 6 } values)
            return;
        var entries = ElementHeader.UInt16(values, descriptor.Encoding) is > 0 and var number ? number : 0x10000;
        var bytes = (long)entries * (ElementHeader.UInt16(values.AsSpan(4), descriptor.Encoding) > 8 ? 2 : 1);
        if (LengthOf(data) < bytes)
            Report(LookupTableShort, data, LengthOf(data), bytes);
    }

    /// <summary>Of a value that the end of the file cuts off, the length that it was to have: the cut is an anomaly of its own.</summary>
    private static long LengthOf(DataNode node) => node is { IsCut: true, HasUndefinedLength: false } ? node.DeclaredLength : node.Value.Length;

    private void Report(StructureAnomalyKind kind, DataNode node, long found, long expected) =>
        _log.Add(new StructureAnomaly(kind, node.Offset, node.Index, node.Tag, found, expected));
}
