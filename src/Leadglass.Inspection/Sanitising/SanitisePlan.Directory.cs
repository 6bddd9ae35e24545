using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Policies;
using static Leadglass.Inspection.Sanitising.SanitiseActionKind;

namespace Leadglass.Inspection.Sanitising;

/// <content>Records of a DICOMDIR: those that lead astray go, the offsets of the others follow. Source: PS3.3 §F.3.2.2.</content>
internal sealed partial class SanitisePlan
{
    private readonly HashSet<long> _removedRecords = [];

    /// <summary>The directory, where its offsets are to be kept right; null where it has none, or where they were wrong before.</summary>
    private MediaDirectory? SoundDirectory() =>
        Repairs(StructureRepairs.Directory) && !_file.IsDeflated && MediaDirectory.Of(_file) is { } directory && DirectoryReader.IsTree(directory) ? directory : null;

    private void PlanRecords(MediaDirectory directory)
    {
        foreach (var record in directory.Records)
        {
            // A record with others below it is not removed: they would be lost with it, and they may be right.
            if (record.Lower is > 0 || !DirectoryReader.LeavesTheMedia(record))
                continue;
            Remove(record.Item, "LG-INS-044, a record of a file outside the media");
            _removedRecords.Add(record.Offset);
        }
    }

    /// <summary>To be planned last: the offsets depend on all that moves.</summary>
    private void PlanOffsets(MediaDirectory directory)
    {
        if (!_steps.Exists(static step => step.MovesBytes))
            return;
        var records = directory.Records.ToDictionary(static record => record.Offset);
        var targets = new List<(DataNode Node, long Target)>();
        Add(_file.DataSet.Top, Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, Kept(directory.First));
        Add(_file.DataSet.Top, Tags.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity, LastOfRoot());
        foreach (var record in directory.Records.Where(record => !_removedRecords.Contains(record.Offset)))
        {
            Add(record.Item.Children, Tags.OffsetOfTheNextDirectoryRecord, Kept(record.Next));
            Add(record.Item.Children, Tags.OffsetOfReferencedLowerLevelDirectoryEntity, Kept(record.Lower));
        }

        var sequence = _file.DataSet.Find(Tags.DirectoryRecordSequence)!.Value;
        var action = new SanitiseAction(Repair, sequence.Path, sequence.Bytes, "LG-INS-044, the offsets of the records, after what moved");
        _steps.Add(new PlannedStep(action, null, NodeChange.Replaced, Apply) { Also = [.. targets.Select(static one => one.Node)] });

        void Apply(DicomFileEdit edit)
        {
            var placement = edit.Placement();
            foreach (var (node, target) in targets)
            {
                var value = new byte[sizeof(uint)];
                Write(value, (ulong)(target == 0 ? 0 : placement(target)), node.Encoding.IsBigEndian());
                edit.DataSet.ReplaceValue(node, value);
            }
        }

        void Add(DataNodeList elements, Tag tag, long target)
        {
            if (elements.Find(tag) is { Value.Length: sizeof(uint) } node && !_planned.ContainsKey((node.Tree, node.Index)))
                targets.Add((node, target));
        }

        // The offsets make a tree: each chain ends.
        long Kept(long? offset)
        {
            while (offset is > 0 and var at && _removedRecords.Contains(at))
                offset = records[at].Next;
            return offset ?? 0;
        }

        long LastOfRoot()
        {
            var last = 0L;
            for (var at = Kept(directory.First); at > 0; at = Kept(records[at].Next))
                last = at;
            return last;
        }
    }
}
