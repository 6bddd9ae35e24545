using System.Buffers.Binary;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>
/// Changes to a tree, collected and then written: everything that no change touches is copied from the source byte for byte. The tree
/// itself does not change. A change inside a node that is removed or replaced is dropped; of two changes to the same bytes the first counts.
/// </summary>
/// <param name="tree">The tree to change.</param>
/// <param name="policy">What to do about lengths that become wrong.</param>
public sealed partial class DataTreeEdit(DataTree tree, LengthPolicy policy = LengthPolicy.Repair)
{
    private readonly List<BytePatch> _patches = [];
    private readonly Dictionary<int, uint> _groupLengths = [];
    private readonly SortedSet<int> _sorted = [];

    /// <summary>The tree that stays as it is.</summary>
    public DataTree Tree => tree;

    /// <summary>Nothing was changed.</summary>
    public bool IsEmpty => _patches.Count == 0 && _groupLengths.Count == 0 && _sorted.Count == 0;

    /// <summary>Removes a node with all it holds.</summary>
    /// <param name="node">An element, item, fragment, or bytes that are no element.</param>
    public void Remove(DataNode node) => Replace(node, default);

    /// <summary>Puts other bytes in place of a node with all it holds.</summary>
    /// <param name="node">The node.</param>
    /// <param name="bytes">The bytes, headers included; nobody checks them.</param>
    public void Replace(DataNode node, ReadOnlyMemory<byte> bytes) => Add(node.Bytes, bytes, Holder(node), Of(node).Tag);

    /// <summary>Puts bytes in front of a node, such as those of another node, or of the same one: a duplicate.</summary>
    /// <param name="node">The node.</param>
    /// <param name="bytes">The bytes, headers included; nobody checks them.</param>
    public void InsertBefore(DataNode node, ReadOnlyMemory<byte> bytes) => Add(new ByteRange(node.Offset, 0), bytes, Holder(node), Of(node).Tag);

    /// <summary>Puts bytes behind a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="bytes">The bytes, headers included; nobody checks them.</param>
    public void InsertAfter(DataNode node, ReadOnlyMemory<byte> bytes) => Add(new ByteRange(node.Bytes.End, 0), bytes, Holder(node), Of(node).Tag);

    /// <summary>
    /// Gives a node another value. Under <see cref="LengthPolicy.Repair"/> the value is padded to an even length and its header follows,
    /// as UN where the VR has too short a length field (PS3.5 §6.2.2); an undefined length stays undefined.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="value">The value as it stands on the wire, in the byte order of the node.</param>
    public void ReplaceValue(DataNode node, ReadOnlyMemory<byte> value)
    {
        var isOdd = value.Length % 2 != 0;
        if (policy == LengthPolicy.Keep || node.HasUndefinedLength || node.Header.IsEmpty)
        {
            Add(node.Value, value, node.Index, default);
            return;
        }
        if (isOdd)
            value = (byte[])[.. value.Span, node.Vr.Padding];
        var vr = node.Header.Length == ElementHeader.Short && node.WrittenVr is not null && value.Length > 0xFFFE ? Vr.UN : node.WrittenVr;
        var header = HeaderOf(node, vr, (uint)value.Length);
        Add(ByteRange.Between(node.Offset, node.Value.End), (byte[])[.. header, .. value.Span], Holder(node), Of(node).Tag);
    }

    /// <summary>Writes another length into a header; the value stays. No length around it is repaired.</summary>
    /// <param name="node">A node with a header.</param>
    /// <param name="length">The length; in a 16-bit length field its lower half.</param>
    public void SetLength(DataNode node, uint length) => Add(node.Header, HeaderOf(node, node.WrittenVr, length), Holder(node), Of(node).Tag);

    /// <summary>Writes another VR into a header in explicit VR, which can make the header longer or shorter.</summary>
    /// <param name="node">An element in explicit VR.</param>
    /// <param name="vr">The VR.</param>
    /// <exception cref="ArgumentException">The node has no VR.</exception>
    public void SetVr(DataNode node, Vr vr)
    {
        if (node.WrittenVr is null)
            throw new ArgumentException("The node has no VR to change.", nameof(node));
        Add(node.Header, HeaderOf(node, vr, node.DeclaredLength), Holder(node), Of(node).Tag);
    }

    /// <summary>Puts other bytes, or none, where the delimiter of a node is or would be.</summary>
    /// <param name="node">The node.</param>
    /// <param name="bytes">The bytes.</param>
    public void ReplaceDelimiter(DataNode node, ReadOnlyMemory<byte> bytes) => Add(node.Delimiter, bytes, Holder(node), Of(node).Tag);

    /// <summary>Says what a group length was to be before all changes; it then grows as its group does.</summary>
    /// <param name="node">A group length of four bytes.</param>
    /// <param name="length">Number of bytes behind it in its group.</param>
    public void SetGroupLength(DataNode node, uint length) => _groupLengths[Of(node).Index] = length;

    /// <summary>
    /// Puts the elements of one level in ascending order of their tags; equal ones stay in the order they have. Nothing can be inserted
    /// between the elements of such a level.
    /// </summary>
    /// <param name="item">The item that holds them; <see langword="null"/> for the top level.</param>
    public void Sort(DataNode? item) => _sorted.Add(item is { } node ? Of(node).Index : -1);

    /// <summary>The header of a node with another VR and length, in its own encoding; the reserved bytes stay.</summary>
    internal static byte[] HeaderOf(DataNode node, Vr? vr, uint length)
    {
        var isBig = node.Encoding.IsBigEndian();
        var isLong = vr is { HasLongLength: true } named && ElementHeader.IsNamed(named);
        var header = new byte[isLong ? ElementHeader.Long : ElementHeader.Short];
        node.Tree.Source.Read(node.Offset, header.AsSpan(0, 4));
        if (vr is not { } written)
        {
            WriteUInt32(header.AsSpan(4), length, isBig);
            return header;
        }

        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), written.Code);
        if (isLong)
        {
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)node.ReadReserved());
            WriteUInt32(header.AsSpan(8), length, isBig);
        }
        else if (isBig)
        {
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)length);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), (ushort)length);
        }
        return header;
    }

    internal static void WriteUInt32(Span<byte> destination, uint value, bool isBig)
    {
        if (isBig)
            BinaryPrimitives.WriteUInt32BigEndian(destination, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(destination, value);
    }

    private void Add(ByteRange range, ReadOnlyMemory<byte> bytes, int holder, Tag tag) =>
        _patches.Add(new BytePatch(range, bytes, holder, tag.Group, _patches.Count));

    private static int Holder(DataNode node) => node.Parent?.Index ?? -1;

    private DataNode Of(DataNode node) =>
        ReferenceEquals(node.Tree, tree) ? node : throw new ArgumentException("The node belongs to another tree.", nameof(node));
}
