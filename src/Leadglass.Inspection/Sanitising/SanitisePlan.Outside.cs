using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Policies;

namespace Leadglass.Inspection.Sanitising;

/// <content>What is done to bytes outside of elements.</content>
internal sealed partial class SanitisePlan
{
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
}
