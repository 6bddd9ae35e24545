namespace Leadglass.Dicom.Data;

/// <summary>The nodes of a tree in blocks, so that growing never copies more than one block.</summary>
internal sealed class NodeTable
{
    private const int BlockBits = 10;
    private const int BlockSize = 1 << BlockBits;

    /// <summary>Identifiers of a query have a handful of elements: they should not cost a whole block.</summary>
    private const int FirstSize = 16;

    private readonly List<NodeRecord[]> _blocks = [new NodeRecord[FirstSize]];

    public int Count { get; private set; }

    public ref NodeRecord this[int index] => ref _blocks[index >> BlockBits][index & (BlockSize - 1)];

    public int Add(in NodeRecord node)
    {
        var block = Count >> BlockBits;
        if (block == _blocks.Count)
            _blocks.Add(new NodeRecord[BlockSize]);
        if ((Count & (BlockSize - 1)) == _blocks[block].Length)
        {
            var larger = _blocks[block];
            Array.Resize(ref larger, larger.Length * 4);
            _blocks[block] = larger;
        }
        this[Count] = node;
        return Count++;
    }
}
