using System.Buffers.Binary;
using Leadglass.Dicom.Dictionary;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Data;

/// <summary>
/// Encapsulated pixel data: its fragments, and what the basic and the extended offset table say about the frames in them. The fragments
/// are not read. Source: PS3.5 §A.4, PS3.3 §C.7.6.3.1.8.
/// </summary>
public sealed class PixelFragments
{
    /// <summary>A table is checked against the fragments; entries beyond their number are wrong anyway, and are not looked at one by one.</summary>
    private const int MostExcessEntries = 100;

    private readonly StructureLog _log = new();
    private readonly DataTree _tree;
    private readonly List<int> _fragments = [];
    private readonly List<long> _starts = [];

    private PixelFragments(DataTree tree, DataNode element)
    {
        (_tree, Element) = (tree, element);
        foreach (var node in element.Children)
        {
            if (node is { Kind: DataNodeKind.Fragment, Number: 0 })
            {
                BasicOffsetTable = node;
            }
            else if (node.Kind == DataNodeKind.Fragment)
            {
                _fragments.Add(node.Index);
                _starts.Add(node.Offset);
            }
        }

        DeclaredFrames = ImageDescription.FramesOf(tree.Find(Tags.NumberOfFrames));
        var basic = CheckBasic();
        var extended = CheckExtended();
        if (basic > 0 && extended > 0)
            Report(TwoOffsetTables, BasicOffsetTable!.Value);
        TableEntries = extended > 0 ? extended : basic;
        CheckFrameCount();
    }

    /// <summary>The pixel data element.</summary>
    public DataNode Element { get; }

    /// <summary>The first item, which is the basic offset table, empty or not; null where there is no item at all.</summary>
    public DataNode? BasicOffsetTable { get; }

    /// <summary>Number of fragments, the basic offset table not counted.</summary>
    public int Count => _fragments.Count;

    /// <summary>Entries of the offset table that is there: of the extended one if it has any; 0 where none has.</summary>
    public long TableEntries { get; }

    /// <summary>Number of Frames (0028,0008), 1 where it is missing; null where it is no number.</summary>
    public long? DeclaredFrames { get; }

    /// <summary>What is wrong with the tables: at most one hundred of each kind.</summary>
    public IReadOnlyList<StructureAnomaly> Anomalies => _log.Kept;

    /// <summary>A fragment.</summary>
    /// <param name="number">Its number from 0, the basic offset table not counted.</param>
    public DataNode this[int number] => _tree[_fragments[number]];

    /// <summary>The encapsulated pixel data of a data set; null where there is none at the top level.</summary>
    /// <param name="tree">The data set.</param>
    public static PixelFragments? Of(DataTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return tree.Find(Tags.PixelData) is { HasUndefinedLength: true, IsSequence: false } element ? new PixelFragments(tree, element) : null;
    }

    /// <summary>32-bit offsets of the first fragments of frames, from the first byte behind the table.</summary>
    private long CheckBasic()
    {
        if (BasicOffsetTable is not { } table || table.Value.IsEmpty)
            return 0;
        if (table.Value.Length % sizeof(uint) != 0)
            Report(OffsetTableLength, table, table.Value.Length, sizeof(uint));

        var entries = table.Value.Length / sizeof(uint);
        long? last = null;
        using var values = new BufferedStream(table.OpenValue());
        Span<byte> entry = stackalloc byte[sizeof(uint)];
        for (long i = 0; i < Math.Min(entries, Count + MostExcessEntries) && values.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) == entry.Length; i++)
            last = CheckOffset(table, ElementHeader.UInt32(entry, table.Encoding), last);
        return entries;
    }

    /// <summary>64-bit offsets and lengths of frames, each of which is one fragment.</summary>
    private long CheckExtended()
    {
        if (_tree.Find(Tags.ExtendedOffsetTable) is not { } table || table.Value.IsEmpty)
            return 0;
        if (table.Value.Length % sizeof(ulong) != 0)
            Report(OffsetTableLength, table, table.Value.Length, sizeof(ulong));

        var entries = table.Value.Length / sizeof(ulong);
        var lengths = _tree.Find(Tags.ExtendedOffsetTableLengths);
        if (lengths?.Value.Length != table.Value.Length)
            Report(OffsetTableLength, lengths ?? table, lengths?.Value.Length ?? 0, table.Value.Length);

        long? last = null;
        using var offsets = new BufferedStream(table.OpenValue());
        using var sizes = new BufferedStream(lengths?.OpenValue() ?? Stream.Null);
        Span<byte> entry = stackalloc byte[sizeof(ulong)];
        for (long i = 0; i < Math.Min(entries, Count + MostExcessEntries) && offsets.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) == entry.Length; i++)
        {
            var offset = Saturated(entry, table.Encoding);
            last = CheckOffset(table, offset, last);
            if (sizes.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) == entry.Length && FragmentAt(offset) is { } fragment)
            {
                var size = Saturated(entry, table.Encoding);
                // The last byte of a fragment may be padding.
                if (size > fragment.Value.Length || size < fragment.Value.Length - 1)
                    Report(OffsetTableLengths, lengths!.Value, size, fragment.Value.Length);
            }
        }
        return entries;
    }

    private long CheckOffset(DataNode table, long offset, long? last)
    {
        if (last is { } before ? offset <= before : offset != 0)
            Report(OffsetTableOrder, table, offset, last ?? 0);
        if (FragmentAt(offset) is null)
            Report(OffsetTableTarget, table, offset);
        return offset;
    }

    private DataNode? FragmentAt(long offset)
    {
        var index = offset > long.MaxValue - First ? -1 : _starts.BinarySearch(First + offset);
        return index >= 0 ? this[index] : null;
    }

    private long First => BasicOffsetTable?.Bytes.End ?? 0;

    private void CheckFrameCount()
    {
        if (DeclaredFrames is not { } declared)
            return;
        // Without a table a frame may have many fragments, but no fragment has two frames.
        if (TableEntries > 0 ? TableEntries != declared : Count < declared)
            Report(FrameCount, Element, TableEntries > 0 ? TableEntries : Count, declared);
    }

    private void Report(StructureAnomalyKind kind, DataNode node, long found = 0, long expected = 0) =>
        _log.Add(new StructureAnomaly(kind, node.Offset, node.Index, node.Tag, found, expected));

    private static long Saturated(ReadOnlySpan<byte> entry, DataSetEncoding encoding)
    {
        var value = encoding.IsBigEndian() ? BinaryPrimitives.ReadUInt64BigEndian(entry) : BinaryPrimitives.ReadUInt64LittleEndian(entry);
        return (long)Math.Min(value, long.MaxValue);
    }
}
