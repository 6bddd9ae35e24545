using System.Runtime.InteropServices;
using Leadglass.Dicom.Dictionary;
using static Leadglass.Dicom.Data.NodeRecord;
using static Leadglass.Dicom.Data.StructureAnomalyKind;
using static Leadglass.Dicom.Data.TreeFrame;

namespace Leadglass.Dicom.Data;

/// <summary>
/// One walk over the bytes of a data set. What is open is a stack of frames, not of calls. Each step takes bytes or closes a frame, and
/// what cannot be understood becomes a node of its own: the walk always ends, and the nodes always cover every byte.
/// </summary>
internal sealed partial class TreeParse(ByteSource source, ByteRange range, DataSetEncoding encoding, DataSetLimits limits, bool isMeta = false)
{
    private readonly NodeTable _nodes = new();
    private readonly StructureLog _log = new();
    private readonly SourceWindow _window = new(source);
    private readonly HeaderSense _sense = new(source, range.End);
    private readonly List<TreeFrame> _open = [];
    private long _position = range.Offset;
    private int _sequences;
    private int _depth;

    private ref TreeFrame Top => ref CollectionsMarshal.AsSpan(_open)[^1];

    public DataTree Run()
    {
        Open(new TreeFrame { Node = -1, Holds = Content.Elements, End = range.End, Encoding = encoding });
        while (_open.Count > 1 || _position < range.End)
            Step();
        CheckGroupEnd(_position);
        return new DataTree(source, range, encoding, _nodes, _log, _depth);
    }

    /// <summary>A tree of bytes in which nothing is an element.</summary>
    public static DataTree Unreadable(ByteSource source, ByteRange range)
    {
        var parse = new TreeParse(source, range, DataSetEncoding.ImplicitLittleEndian, DataSetLimits.ForFiles);
        parse.Open(new TreeFrame { Node = -1, Holds = Content.Elements, End = range.End });
        parse.TakeUnread(NoElement, 0);
        return new DataTree(source, range, DataSetEncoding.ImplicitLittleEndian, parse._nodes, parse._log, 0);
    }

    /// <summary>Takes one element, item, fragment or delimiter, or closes what is open.</summary>
    private void Step()
    {
        ref var frame = ref Top;
        if (_position >= frame.End)
        {
            if (frame.HasUndefinedLength)
                Fault(DelimiterMissing, frame.Node);
            Close();
            return;
        }
        if (_nodes.Count >= limits.MaxElements)
        {
            TakeUnread(TooManyElements, limits.MaxElements);
            return;
        }

        var bytes = _window.Look(_position, Math.Min(frame.End - _position, ElementHeader.Long));
        if (!ElementHeader.TryRead(bytes, frame.Encoding, out var header))
            TakeUnread(NoElement, 0);
        else if (frame.Holds == Content.Elements && !header.IsItemOrDelimiter)
            TakeElement(bytes, header);
        else if (frame.Holds == Content.Elements)
            TakeMarkAmongElements(header);
        else
            TakeMarkAmongItems(header);
    }

    private void TakeMarkAmongElements(ElementHeader mark)
    {
        ref var frame = ref Top;
        var isOpenItem = frame is { HasUndefinedLength: true, Node: >= 0 };
        if (isOpenItem && mark.Tag == Tags.ItemDelimitationItem)
        {
            CloseAt(mark);
        }
        else if (isOpenItem && (mark.Tag == Tags.Item || mark.Tag == Tags.SequenceDelimitationItem))
        {
            // The next item, or the end of the sequence: it belongs to the sequence around.
            Fault(DelimiterMissing, frame.Node, mark.Tag);
            Close();
        }
        else
        {
            TakeStray(mark);
        }
    }

    private void TakeMarkAmongItems(ElementHeader mark)
    {
        ref var frame = ref Top;
        if (mark.Tag == Tags.Item)
            TakeItem(mark);
        else if (mark.Tag == Tags.SequenceDelimitationItem && frame.HasUndefinedLength)
            CloseAt(mark);
        else if (mark.IsItemOrDelimiter && !(frame.HasUndefinedLength && mark.Tag == Tags.ItemDelimitationItem && IsInOpenItem()))
            TakeStray(mark);
        else if (frame.HasUndefinedLength)
        {
            // An element, or the end of the item around: the sequence has ended without saying so.
            Fault(frame.Children == 0 ? NoItem : DelimiterMissing, frame.Node, mark.Tag);
            Close();
        }
        else
        {
            TakeUnread(NoItem, 0, mark.Tag);
        }
    }

    private bool IsInOpenItem() => _open[^2] is { HasUndefinedLength: true, Node: >= 0 };

    private void TakeItem(ElementHeader item)
    {
        ref var frame = ref Top;
        var isFragment = frame.Holds == Content.Fragments;
        var node = new NodeRecord
        {
            Offset = _position,
            Tag = item.Tag.Value,
            DeclaredLength = item.Length,
            Parent = frame.Node,
            Aux = frame.Children++,
            Vr = Vr.UN.Code,
            VrReason = VrReason.Dictionary,
            HeaderLength = ElementHeader.Short,
            Kind = isFragment ? DataNodeKind.Fragment : DataNodeKind.Item,
            Encoding = (byte)frame.Encoding,
        };
        var (end, isUndefined, innerEncoding) = (frame.End, item.HasUndefinedLength, frame.Encoding);
        if (isFragment && isUndefined)
        {
            TakeToDelimiter(node, FragmentLengthUndefined);
            return;
        }

        var index = Append(node, item, out var valueEnd);
        if (!isUndefined && item.Length % 2 != 0)
            Deviation(OddLength, index, item.Tag, item.Length);
        if (isFragment)
            _position = valueEnd;
        else
            Open(new TreeFrame { Node = index, Holds = Content.Elements, End = isUndefined ? end : valueEnd, HasUndefinedLength = isUndefined, Encoding = innerEncoding });
    }

    /// <summary>Adds a node and steps over its header; a length that goes beyond what is open is cut there.</summary>
    private int Append(NodeRecord node, ElementHeader header, out long valueEnd)
    {
        var end = Top.End;
        var start = node.Offset + node.HeaderLength;
        var isTooLong = !header.HasUndefinedLength && header.Length > end - start;
        node.ValueLength = header.HasUndefinedLength ? 0 : isTooLong ? end - start : header.Length;
        if (isTooLong)
            node.Flags |= NodeFlags.Cut;
        valueEnd = start + node.ValueLength;
        var index = _nodes.Add(node);
        _nodes[index].After = index + 1;
        if (isTooLong)
            Fault(LengthPastEnd, index, header.Tag, header.Length, end - start);
        _position = start;
        return index;
    }

    /// <summary>
    /// An undefined length where there are no items that could end it: the value goes to the next sequence delimiter, or to the end of
    /// what is open.
    /// </summary>
    private void TakeToDelimiter(NodeRecord node, StructureAnomalyKind kind)
    {
        var (end, isBig) = (Top.End, Top.Encoding.IsBigEndian());
        var start = node.Offset + node.HeaderLength;
        ReadOnlySpan<byte> delimiter = isBig ? [0xFF, 0xFE, 0xE0, 0xDD, 0, 0, 0, 0] : [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
        var at = _window.Find(delimiter, start, end);
        // The delimiter after a fragment ends the pixel data too: it is left for what is open.
        var takesDelimiter = at >= 0 && node.Kind == DataNodeKind.Element;
        node.ValueLength = (at >= 0 ? at : end) - start;
        if (takesDelimiter)
            node.Flags |= NodeFlags.Delimited;
        var index = _nodes.Add(node);
        _nodes[index].After = index + 1;
        _position = start + node.ValueLength + (takesDelimiter ? ElementHeader.Short : 0);
        Fault(kind, index, new Tag(node.Tag));
    }

    private void TakeStray(ElementHeader mark)
    {
        var index = _nodes.Add(new NodeRecord
        {
            Offset = _position,
            Tag = mark.Tag.Value,
            DeclaredLength = mark.Length,
            Parent = Top.Node,
            After = _nodes.Count + 1,
            Aux = -1,
            Vr = Vr.UN.Code,
            VrReason = VrReason.Dictionary,
            HeaderLength = ElementHeader.Short,
            Kind = DataNodeKind.Stray,
            Encoding = (byte)Top.Encoding,
        });
        Fault(DelimiterOutOfPlace, index, mark.Tag);
        _position += ElementHeader.Short;
    }

    /// <summary>The rest of what is open cannot be read.</summary>
    private void TakeUnread(StructureAnomalyKind kind, long expected, Tag tag = default)
    {
        var length = Top.End - _position;
        var index = _nodes.Add(new NodeRecord
        {
            Offset = _position,
            ValueLength = length,
            Parent = Top.Node,
            After = _nodes.Count + 1,
            Aux = -1,
            Vr = Vr.UN.Code,
            VrReason = VrReason.Dictionary,
            Kind = DataNodeKind.Unread,
            Encoding = (byte)Top.Encoding,
        });
        Fault(kind, index, tag, length, expected);
        _position = Top.End;
    }

    private void Open(TreeFrame frame)
    {
        frame.GroupLength = -1;
        _open.Add(frame);
        if (frame.Holds == Content.Items)
            _depth = Math.Max(_depth, ++_sequences);
    }

    private void CloseAt(ElementHeader delimiter)
    {
        var node = Top.Node;
        if (delimiter.Length != 0)
            Deviation(DelimiterLength, node, delimiter.Tag, delimiter.Length, at: _position + 4);
        _nodes[node].Flags |= NodeFlags.Delimited;
        Close();
        _position += ElementHeader.Short;
    }

    private void Close()
    {
        ref var frame = ref Top;
        CheckGroupEnd(_position);
        ref var node = ref _nodes[frame.Node];
        node.ValueLength = _position - node.Offset - node.HeaderLength;
        node.After = _nodes.Count;
        if (frame.Holds == Content.Items)
            _sequences--;
        _open.RemoveAt(_open.Count - 1);
    }

    private void Deviation(StructureAnomalyKind kind, int node, Tag tag, long found = 0, long expected = 0, long at = -1) =>
        _log.Add(new StructureAnomaly(kind, at >= 0 ? at : _nodes[node].Offset, node, tag, found, expected));

    /// <summary>Records a fault and marks everything around it as broken, as far as that has not been done before.</summary>
    private void Fault(StructureAnomalyKind kind, int node, Tag tag = default, long found = 0, long expected = 0)
    {
        _log.Add(new StructureAnomaly(kind, _position, node, tag, found, expected));
        for (var at = node; at >= 0 && !_nodes[at].Flags.HasFlag(NodeFlags.Broken); at = _nodes[at].Parent)
            _nodes[at].Flags |= NodeFlags.Broken;
    }
}
