using System.Buffers.Binary;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Inspection.Policies;
using static Leadglass.Inspection.Sanitising.SanitiseActionKind;

namespace Leadglass.Inspection.Sanitising;

/// <content>What is done to structure that is against the standard: only where the bytes leave one answer.</content>
internal sealed partial class SanitisePlan
{
    private const uint ItemDelimiter = 0xFFFEE00D;
    private const uint SequenceDelimiter = 0xFFFEE0DD;
    private const int LongestPadded = 1 << 20;

    /// <summary>The time that sorting costs grows with the square of this number.</summary>
    private const int MostSortedLevels = 1000;

    private static readonly Tag MetaGroupLength = new(0x00020000);

    private void PlanRepairs()
    {
        foreach (var tree in new[] { _file.Meta, _file.DataSet })
        {
            foreach (var anomaly in tree.Anomalies)
            {
                if (anomaly.Node >= 0)
                    PlanRepair(tree[anomaly.Node], anomaly.Kind);
            }
        }

        if (Repairs(StructureRepairs.Groups))
        {
            foreach (var node in _file.Meta.Top)
            {
                if (IsForeign(node))
                    Remove(node, "LG-INS-041, an element that does not belong to the File Meta Information");
            }
        }

        if (Repairs(StructureRepairs.Meta))
        {
            CopyToMeta(Tags.MediaStorageSopClassUid, Tags.SopClassUid);
            CopyToMeta(Tags.MediaStorageSopInstanceUid, Tags.SopInstanceUid);
        }
    }

    private bool Repairs(StructureRepairs repair) => _policy.Structure.HasFlag(repair);

    private void PlanRepair(DataNode node, StructureAnomalyKind kind)
    {
        switch (kind)
        {
            case StructureAnomalyKind.ForbiddenGroup when Repairs(StructureRepairs.Groups) && !ReferenceEquals(node.Tree, _file.Meta):
                Remove(node, "LG-INS-041, a group that does not belong into this data set");
                break;
            case StructureAnomalyKind.DelimiterMissing or StructureAnomalyKind.DelimiterLength when Repairs(StructureRepairs.Lengths) && node.HasUndefinedLength:
                var delimiter = Delimiter(node);
                Plan(Repair, node, NodeChange.Framed, "LG-INS-040, the delimiter", edit => EditOf(edit, node).ReplaceDelimiter(node, delimiter));
                break;
            case StructureAnomalyKind.LengthPastEnd when Repairs(StructureRepairs.Lengths) && node is { HasUndefinedLength: false, Header.IsEmpty: false } && node.Value.Length % 2 == 0:
                Plan(Repair, node, NodeChange.Framed, "LG-INS-040, a length past the end", edit => EditOf(edit, node).SetLength(node, (uint)node.Value.Length));
                break;
            case StructureAnomalyKind.LengthPastEnd when Repairs(StructureRepairs.Lengths | StructureRepairs.Padding) && CanBePadded(node):
                PlanValue(Repair, node, node.ReadValue(LongestPadded), "LG-INS-040, a length past the end, and the byte that makes the value even");
                break;
            case StructureAnomalyKind.OddLength when Repairs(StructureRepairs.Padding) && !node.IsCut && CanBePadded(node):
                PlanValue(Repair, node, node.ReadValue(LongestPadded), "policy structure, the byte that makes the value even");
                break;
            case StructureAnomalyKind.GroupLengthWrong when Repairs(StructureRepairs.GroupLengths):
                PlanGroupLength(node, "policy structure, a group length that is wrong");
                break;
            case StructureAnomalyKind.DuplicateTag when Repairs(StructureRepairs.Duplicates) && Before(node) is { } first && IsSame(first, node):
                Remove(node, "LG-INS-041, the same element as the one before it");
                break;
            default:
                break;
        }
    }

    /// <summary>A number of odd length has lost more than padding; pixel data is in no plan.</summary>
    private static bool CanBePadded(DataNode node) =>
        node is { Kind: DataNodeKind.Element, HasUndefinedLength: false, Children.IsEmpty: true, Vr.Rule.Padding: not null }
        && node.Tag != Tags.PixelData && node.Value.Length % 2 != 0 && node.Value.Length < LongestPadded;

    /// <summary>The group length of the File Meta Information is needed; all others are retired, and nobody misses them.</summary>
    private void PlanGroupLength(DataNode node, string reason)
    {
        if (!ReferenceEquals(node.Tree, _file.Meta))
        {
            Remove(node, reason);
            return;
        }

        if (node.Tag != MetaGroupLength || node.Value.Length != sizeof(uint))
            return;
        var length = 0L;
        foreach (var other in _file.Meta.Top)
            length += other.Tag.Group == MetaGroupLength.Group && other.Index != node.Index ? other.Bytes.Length : 0;
        Plan(Repair, node, NodeChange.Replaced, reason, edit => edit.Meta.SetGroupLength(node, (uint)length));
    }

    private static DataNode? Before(DataNode node)
    {
        DataNode? before = null;
        foreach (var sibling in node.Parent?.Children ?? node.Tree.Top)
        {
            if (sibling == node)
                break;
            before = sibling;
        }

        return before;
    }

    private static bool IsSame(DataNode one, DataNode other)
    {
        if (one.Bytes.Length != other.Bytes.Length)
            return false;
        var (left, right) = (new byte[64 * 1024], new byte[64 * 1024]);
        for (var at = 0L; at < one.Bytes.Length; at += left.Length)
        {
            var length = (int)Math.Min(left.Length, one.Bytes.Length - at);
            if (one.Tree.Source.Read(one.Offset + at, left.AsSpan(0, length)) != length || other.Tree.Source.Read(other.Offset + at, right.AsSpan(0, length)) != length
                || !left.AsSpan(0, length).SequenceEqual(right.AsSpan(0, length)))
                return false;
        }

        return true;
    }

    private void PlanOrder()
    {
        if (!Repairs(StructureRepairs.Order))
            return;
        foreach (var tree in new[] { _file.Meta, _file.DataSet })
        {
            // Where lengths or delimiters are wrong, what seems out of order may be the inside of a value.
            if (tree.CountOf(StructureAnomalyKind.DescendingTag) == 0 || tree.Anomalies.Any(anomaly => anomaly.IsFault && !IsRemoved(tree, anomaly.Node)))
                continue;
            var firsts = OutOfOrder(tree);
            foreach (var first in firsts.Count <= MostSortedLevels ? firsts : [])
                PlanOrder(first);
        }
    }

    private bool IsRemoved(DataTree tree, int index) => _planned.TryGetValue((tree, index), out var change) && change == NodeChange.Removed;

    /// <summary>Of each level that is out of order the first element that is.</summary>
    private static List<DataNode> OutOfOrder(DataTree tree)
    {
        var (last, firsts) = (new uint[tree.Count + 1], new List<DataNode>());
        for (var i = 0; i < tree.Count; i++)
        {
            var node = tree[i];
            ref var before = ref last[(node.Parent?.Index ?? -1) + 1];
            if (node.Kind != DataNodeKind.Element || before == uint.MaxValue)
                continue;
            var isBefore = node.Tag.Value < before;
            if (isBefore)
                firsts.Add(node);
            before = isBefore ? uint.MaxValue : node.Tag.Value;
        }

        return firsts;
    }

    private void PlanOrder(DataNode first)
    {
        var level = new List<DataNode>();
        foreach (var node in first.Parent?.Children ?? first.Tree.Top)
        {
            if (!IsRemoved(node.Tree, node.Index))
                level.Add(node);
        }

        // Of two elements with one tag readers take the first or the last: in another order they would take another one.
        if (IsInsideChange(first) || level.Exists(static node => node.Kind != DataNodeKind.Element || HasLaterCreator(node)) || level.DistinctBy(static node => node.Tag).Count() < level.Count)
            return;
        foreach (var node in level.Where(static node => node.Tag.IsGroupLength))
            PlanGroupLength(node, "LG-INS-041, the length of a group whose elements move");
        _steps.Add(new PlannedStep(Action(Repair, first, "LG-INS-041, put in the order of tags with the elements beside it"), first, NodeChange.Moved, edit => EditOf(edit, first).Sort(first.Parent)));
    }

    /// <summary>A private element that belongs to nobody where it stands, and would belong to somebody behind a creator.</summary>
    private static bool HasLaterCreator(DataNode node)
    {
        if (!node.Tag.IsPrivate || node.Tag.Element < 0x1000 || node.PrivateCreatorNode is not null)
            return false;
        return (node.Parent?.Children ?? node.Tree.Top).Find(new Tag(((uint)node.Tag.Group << 16) | (uint)(node.Tag.Element >> 8))) is not null;
    }

    private static byte[] Delimiter(DataNode node)
    {
        var tag = new Tag(node.Kind == DataNodeKind.Item ? ItemDelimiter : SequenceDelimiter);
        var bytes = new byte[8];
        if (node.Encoding.IsBigEndian())
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, tag.Group);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), tag.Element);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, tag.Group);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), tag.Element);
        }

        return bytes;
    }

    private void CopyToMeta(Tag meta, Tag dataSet)
    {
        if (_file.Meta.Find(meta) is { } target && _file.DataSet.Find(dataSet) is { Value.Length: > 0 and <= 64 } source && target.Text(64) != source.Text(64))
            PlanValue(Repair, target, source.ReadValue(64), $"LG-INS-042, taken from {dataSet}");
    }
}
