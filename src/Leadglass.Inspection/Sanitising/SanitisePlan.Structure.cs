using System.Buffers.Binary;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Policies;
using static Leadglass.Inspection.Sanitising.SanitiseActionKind;

namespace Leadglass.Inspection.Sanitising;

/// <summary>What is done to bytes outside of elements, and to structure that is against the standard.</summary>
internal sealed partial class SanitisePlan
{
    private const uint ItemDelimiter = 0xFFFEE00D;
    private const uint SequenceDelimiter = 0xFFFEE0DD;

    private void PlanOutside()
    {
        if (_policy.Trailing == Treatment.Keep)
            return;
        for (var i = 0; i < _file.DataSet.Count; i++)
        {
            var node = _file.DataSet[i];
            if (node.Kind == DataNodeKind.Stray || (node.Kind == DataNodeKind.Unread && IsSurplus(node)))
                Remove(node, "LG-INS-013, bytes that belong to no element");
        }

        if (_file.Trailing.Length > 1)
            Plan(SanitiseActionKind.Remove, "behind the deflated data set", _file.Trailing, "LG-INS-013, bytes that belong to no element", static edit => edit.RemoveTrailing());
    }

    /// <summary>
    /// Whether bytes that cannot be read are more than the object needs. Behind an element whose length is wrong the rest of the object cannot
    /// be read either, and cutting it off would be loss: only what follows complete pixel data or a document, what is zero, and what begins,
    /// behind zeros or not, as content of another kind is surplus.
    /// </summary>
    private bool IsSurplus(DataNode node)
    {
        if (node.Parent is null && (IsComplete(_file.DataSet.Find(Tags.PixelData), node) || _file.DataSet.Find(FileInspector.EncapsulatedDocument) is { } document && document.Offset < node.Offset))
            return true;
        var used = FirstUsed(node);
        return used == node.Value.End || _seen.Discoveries.Any(found => found.Place.Offset == used && found.Place.IsExpanded == _file.IsDeflated);
    }

    /// <summary>Offset of the first byte of a value that is not zero; its end where there is none.</summary>
    private static long FirstUsed(DataNode node)
    {
        using var bytes = node.OpenValue();
        var buffer = new byte[64 * 1024];
        var at = node.Value.Offset;
        while (bytes.Read(buffer) is > 0 and var read)
        {
            if (buffer.AsSpan(0, read).IndexOfAnyExcept((byte)0) is >= 0 and var used)
                return at + used;
            at += read;
        }

        return node.Value.End;
    }

    /// <summary>Whether pixel data is there to its end, by its delimiter or by the size that the image has. Source: PS3.3 §C.7.6.3.</summary>
    private bool IsComplete(DataNode? pixelData, DataNode before)
    {
        if (pixelData is not { IsCut: false } found || found.Offset > before.Offset)
            return false;
        if (found.HasUndefinedLength)
            return !found.Delimiter.IsEmpty;
        return ImageDescription.Of(_file.DataSet) is { } image && found.Value.Length >= image.Bytes;
    }

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

        foreach (var node in _file.Meta.Top)
        {
            if (IsForeign(node))
                Remove(node, "LG-INS-041, an element that does not belong to the File Meta Information");
        }

        CopyToMeta(Tags.MediaStorageSopClassUid, Tags.SopClassUid);
        CopyToMeta(new Tag(0x00020003), new Tag(0x00080018));
    }

    private void PlanRepair(DataNode node, StructureAnomalyKind kind)
    {
        switch (kind)
        {
            case StructureAnomalyKind.ForbiddenGroup when !ReferenceEquals(node.Tree, _file.Meta):
                Remove(node, "LG-INS-041, a group that does not belong into this data set");
                break;
            case StructureAnomalyKind.DelimiterMissing or StructureAnomalyKind.DelimiterLength when node.HasUndefinedLength:
                var delimiter = Delimiter(node);
                Plan(Repair, node, NodeChange.Framed, "LG-INS-040, the delimiter", edit => EditOf(edit, node).ReplaceDelimiter(node, delimiter));
                break;
            case StructureAnomalyKind.LengthPastEnd when node is { HasUndefinedLength: false, Header.IsEmpty: false } && node.Value.Length % 2 == 0:
                Plan(Repair, node, NodeChange.Framed, "LG-INS-040, a length past the end", edit => EditOf(edit, node).SetLength(node, (uint)node.Value.Length));
                break;
            default:
                break;
        }
    }

    private static byte[] Delimiter(DataNode node)
    {
        var tag = new Tag(node.Kind == DataNodeKind.Item ? ItemDelimiter : SequenceDelimiter);
        var bytes = new byte[8];
        if (node.Encoding is DataSetEncoding.ExplicitBigEndian or DataSetEncoding.ImplicitBigEndian)
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
            Plan(Repair, target, NodeChange.Replaced, $"LG-INS-042, taken from {dataSet}", edit => edit.Meta.ReplaceValue(target, source.ReadValue(64)));
    }
}
