using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>The nodes that stand beside each other: a level of a <see cref="DataTree"/>. Enumerating allocates nothing.</summary>
public readonly struct DataNodeList
{
    private readonly DataTree _tree;
    private readonly int _first;
    private readonly int _end;

    internal DataNodeList(DataTree tree, int first, int end) => (_tree, _first, _end) = (tree, first, end);

    /// <summary>There are none.</summary>
    public bool IsEmpty => _first == _end;

    /// <summary>The number of nodes; counted anew each time.</summary>
    public int Count()
    {
        var count = 0;
        foreach (var _ in this)
            count++;
        return count;
    }

    /// <summary>The first element with this tag, or null.</summary>
    /// <param name="tag">The tag.</param>
    public DataNode? Find(Tag tag)
    {
        foreach (var node in this)
        {
            if (node.Tag == tag && node.Kind == DataNodeKind.Element)
                return node;
        }
        return null;
    }

    /// <summary>The nodes, in the order of their bytes.</summary>
    public Enumerator GetEnumerator() => new(_tree, _first, _end);

    /// <summary>Goes from sibling to sibling.</summary>
    public struct Enumerator
    {
        private readonly DataTree _tree;
        private readonly int _end;
        private int _current;
        private int _next;

        internal Enumerator(DataTree tree, int first, int end) => (_tree, _next, _end, _current) = (tree, first, end, -1);

        /// <summary>The current node.</summary>
        public readonly DataNode Current => new(_tree, _current);

        /// <summary>Goes to the next node.</summary>
        public bool MoveNext()
        {
            if (_next >= _end)
                return false;
            _current = _next;
            _next = _tree.Nodes[_current].After;
            return true;
        }
    }
}
