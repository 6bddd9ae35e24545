namespace Leadglass.Dicom.Data;

/// <summary>
/// The lengths that a set of changes makes wrong: of everything around them that has a defined length, and of their groups. Each node is
/// visited once, from the inside out, however many changes it holds. Group lengths that were told grow from there.
/// </summary>
internal sealed class LengthRepair
{
    private readonly DataTree _tree;
    private readonly Dictionary<int, long> _growth = [];
    private readonly PriorityQueue<int, int> _nodes = new();
    private readonly Dictionary<(int Holder, ushort Group), int> _groupLengths = [];
    private readonly Dictionary<int, long> _groupGrowth = [];
    private readonly IReadOnlyDictionary<int, uint> _given;

    public LengthRepair(DataTree tree, IEnumerable<BytePatch> patches, IReadOnlyDictionary<int, uint> groupLengths)
    {
        (_tree, _given) = (tree, groupLengths);
        foreach (var index in groupLengths.Keys)
            _groupGrowth[index] = 0;
        for (var i = 0; i < tree.Count; i++)
        {
            if (tree[i] is { Kind: DataNodeKind.Element, Tag.IsGroupLength: true, Value.Length: sizeof(uint) } node)
                _groupLengths.TryAdd((tree.Nodes[i].Parent, node.Tag.Group), i);
        }
        foreach (var patch in patches)
            Grow(patch.Holder, patch.Group, patch.Growth);
    }

    public IEnumerable<BytePatch> Patches()
    {
        while (_nodes.TryDequeue(out var index, out _))
        {
            var node = _tree[index];
            var growth = _growth[index];
            Grow(_tree.Nodes[index].Parent, node.Tag.Group, growth);
            if (!node.HasUndefinedLength && !node.Header.IsEmpty)
                yield return new BytePatch(node.Header, DataTreeEdit.HeaderOf(node, node.WrittenVr, Length(node, growth)), -1, 0, int.MaxValue);
        }
        foreach (var (index, growth) in _groupGrowth)
        {
            var node = _tree[index];
            var value = node.ReadValue(sizeof(uint));
            var length = (_given.TryGetValue(index, out var given) ? given : ElementHeader.UInt32(value, node.Encoding)) + growth;
            DataTreeEdit.WriteUInt32(value, (uint)length, node.Encoding.IsBigEndian());
            yield return new BytePatch(node.Value, value, -1, 0, int.MaxValue);
        }
    }

    private void Grow(int holder, ushort group, long growth)
    {
        if (growth != 0 && _groupLengths.TryGetValue((holder, group), out var groupLength))
            _groupGrowth[groupLength] = _groupGrowth.GetValueOrDefault(groupLength) + growth;
        if (holder < 0)
            return;
        if (!_growth.TryGetValue(holder, out var soFar))
            _nodes.Enqueue(holder, -holder);
        _growth[holder] = soFar + growth;
    }

    private static uint Length(DataNode node, long growth)
    {
        var length = node.Value.Length + growth;
        var most = node.WrittenVr is { HasLongLength: false } ? 0xFFFE : uint.MaxValue - 1;
        return length <= most ? (uint)length : throw new InvalidOperationException($"{node.Path} holds {length} bytes; its length field cannot say more than {most}.");
    }
}
