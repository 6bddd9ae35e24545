using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>
/// A data set as its bytes are: every element with its own offset, tag, VR, length and delimiters, whatever is wrong with it. The nodes
/// cover the bytes without gap or overlap, so what was read can be written back. Values stay in the source. Source: PS3.5 §7.
/// </summary>
/// <remarks>
/// Nodes are numbered in the order of their bytes, each before what it holds: <c>for (var i = 0; i &lt; tree.Count; i++) tree[i]</c> walks
/// all of them without recursion, however deep sequences go. A node costs 48 bytes, a value nothing.
/// </remarks>
public sealed class DataTree
{
    private readonly StructureLog _log;

    internal DataTree(ByteSource source, ByteRange range, DataSetEncoding encoding, NodeTable nodes, StructureLog log, int depth)
    {
        Source = source;
        Range = range;
        Encoding = encoding;
        Nodes = nodes;
        _log = log;
        Depth = depth;
    }

    /// <summary>The bytes that all offsets of this tree count in: the file, or the expanded data set of a deflated one.</summary>
    public ByteSource Source { get; }

    /// <summary>The part of the source that the tree covers.</summary>
    public ByteRange Range { get; }

    /// <summary>How the top level was read; single elements may say otherwise.</summary>
    public DataSetEncoding Encoding { get; }

    /// <summary>Number of nodes.</summary>
    public int Count => Nodes.Count;

    /// <summary>Greatest number of sequences inside each other; 0 where there is none.</summary>
    public int Depth { get; }

    /// <summary>What deviates from the standard, in the order in which it was found: at most one hundred of each kind.</summary>
    public IReadOnlyList<StructureAnomaly> Anomalies => _log.Kept;

    /// <summary>The nodes of the top level.</summary>
    public DataNodeList Top => new(this, 0, Count);

    internal NodeTable Nodes { get; }

    /// <summary>A node by its number, from 0 to <see cref="Count"/> - 1.</summary>
    /// <param name="index">The number.</param>
    public DataNode this[int index] => (uint)index < (uint)Count ? new DataNode(this, index) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>How many anomalies of a kind there are, also those that were not kept.</summary>
    /// <param name="kind">The kind.</param>
    public int CountOf(StructureAnomalyKind kind) => _log.CountOf(kind);

    /// <summary>The first element of the top level with this tag, or null.</summary>
    /// <param name="tag">The tag.</param>
    public DataNode? Find(Tag tag) => Top.Find(tag);

    /// <summary>The innermost node that begins last at or before an offset: what holds the byte there. Null in a tree without nodes.</summary>
    /// <param name="offset">An offset in <see cref="Source"/>, inside <see cref="Range"/>.</param>
    public DataNode? NodeAt(long offset)
    {
        // Nodes are numbered in the order of their bytes.
        var (low, high) = (0, Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Nodes[middle].Offset <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return Count == 0 ? null : this[low];
    }

    /// <summary>Reads a data set; never fails because of what the bytes are.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="range">The part of them that is the data set.</param>
    /// <param name="encoding">How it is encoded. It is not guessed here; <see cref="Files.DicomFile"/> does.</param>
    /// <param name="limits">What it may cost; null for <see cref="DataSetLimits.ForFiles"/>.</param>
    public static DataTree Read(ByteSource source, ByteRange range, DataSetEncoding encoding, DataSetLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (range.Offset < 0 || range.Length < 0 || range.End > source.Length)
            throw new ArgumentOutOfRangeException(nameof(range), "The part is not inside the source.");
        return new TreeParse(source, range, encoding, limits ?? DataSetLimits.ForFiles).Run();
    }

    /// <summary>Reads a data set in memory.</summary>
    /// <param name="bytes">The data set.</param>
    /// <param name="encoding">How it is encoded.</param>
    /// <param name="limits">What it may cost; null for <see cref="DataSetLimits.ForFiles"/>.</param>
    public static DataTree Read(ReadOnlyMemory<byte> bytes, DataSetEncoding encoding, DataSetLimits? limits = null) =>
        Read(ByteSource.From(bytes), new ByteRange(0, bytes.Length), encoding, limits);
}
