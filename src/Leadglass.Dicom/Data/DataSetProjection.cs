using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>
/// The objects of a tree in memory. A broken top-level element of known length is kept as bare bytes; where the length does not help,
/// nothing behind it is believed either, and the data set ends there.
/// </summary>
internal sealed class DataSetProjection(DataTree tree, ReadOnlyMemory<byte> bytes)
{
    private readonly Stack<Open> _open = new();

    /// <summary>A sequence or an item whose nodes are not all through.</summary>
    private sealed record Open(DataNode Node, List<DataElement> Elements, List<Item> Items);

    public DataSet Run()
    {
        var top = new List<DataElement>();
        foreach (var node in tree.Top)
        {
            if (node.Kind != DataNodeKind.Element || (node.IsBroken && (node.HasUndefinedLength || node.IsCut)))
                return new DataSet([.. top], bytes[(int)node.Offset..]);
            if (node.IsBroken)
                top.Add(Leaf(node));
            else
                AddWhole(node, top);
        }
        return new DataSet([.. top], default);
    }

    /// <summary>Adds an element with all it holds, in the order of the nodes: without recursion.</summary>
    private void AddWhole(DataNode element, List<DataElement> into)
    {
        var end = tree.Nodes[element.Index].After;
        for (var index = element.Index; index < end; index++)
        {
            CloseThoseBefore(index, into);
            var node = tree[index];
            if (node.Kind == DataNodeKind.Item || node.IsSequence)
                _open.Push(new Open(node, [], []));
            else if (node.Kind == DataNodeKind.Element)
                (_open.TryPeek(out var holder) ? holder.Elements : into).Add(node.HasUndefinedLength ? Encapsulated(node) : Leaf(node));
        }
        CloseThoseBefore(end, into);
    }

    private void CloseThoseBefore(int index, List<DataElement> into)
    {
        while (_open.TryPeek(out var open) && tree.Nodes[open.Node.Index].After <= index && open.Node.Index < index)
        {
            _open.Pop();
            if (open.Node.Kind == DataNodeKind.Item)
                _open.Peek().Items.Add(new Item(new DataSet([.. open.Elements], default), open.Node.HasUndefinedLength));
            else
                (_open.TryPeek(out var holder) ? holder.Elements : into).Add(AsRead(open.Node, Bare(open.Node, default) with { Items = open.Items }));
        }
    }

    private DataElement Leaf(DataNode node) => AsRead(node, Bare(node, Slice(node.Value)));

    private DataElement Encapsulated(DataNode node)
    {
        var fragments = new List<ReadOnlyMemory<byte>>();
        foreach (var fragment in node.Children)
            fragments.Add(Slice(fragment.Value));
        return AsRead(node, Bare(node, default) with { Fragments = fragments });
    }

    private static DataElement Bare(DataNode node, ReadOnlyMemory<byte> value) =>
        new(node.Tag, node.WrittenVr ?? node.Vr, value) { HasUndefinedLength = node.HasUndefinedLength };

    /// <summary>The bytes go with the encoding of what is around the element: its own can differ, and is kept in the bytes.</summary>
    private DataElement AsRead(DataNode node, DataElement element) =>
        element with { AsRead = Slice(node.Bytes), ReadIn = node.Parent?.Encoding ?? tree.Encoding };

    private ReadOnlyMemory<byte> Slice(ByteRange range) => bytes.Slice((int)range.Offset, (int)range.Length);
}
