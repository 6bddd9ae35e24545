using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Files;

/// <summary>The records of a DICOMDIR, in the order of the file. They are a tree only by their offsets, which are not followed here. Source: PS3.10 §8, PS3.3 §F.3.</summary>
public sealed class MediaDirectory
{
    /// <summary>PS3.10 §8.2 allows eight components of eight characters; this shows also what goes beyond that.</summary>
    private const int LongestFileId = 1024;

    private MediaDirectory(DataTree tree, DataNode sequence)
    {
        First = Offset(tree.Top, Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity);
        Last = Offset(tree.Top, Tags.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity);
        var records = new List<DirectoryRecord>();
        foreach (var item in sequence.Children)
        {
            if (item.Kind == DataNodeKind.Item)
                records.Add(RecordOf(item));
        }
        Records = records;
    }

    /// <summary>Offset of the first record of the root; 0 for none; null where it is not written.</summary>
    public long? First { get; }

    /// <summary>Offset of the last record of the root; 0 for none; null where it is not written.</summary>
    public long? Last { get; }

    /// <summary>Every record, also those that no offset leads to.</summary>
    public IReadOnlyList<DirectoryRecord> Records { get; }

    /// <summary>The directory in a file; null where there is no Directory Record Sequence.</summary>
    /// <param name="file">The file.</param>
    public static MediaDirectory? Of(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.DataSet.Find(Tags.DirectoryRecordSequence) is { IsSequence: true } sequence ? new MediaDirectory(file.DataSet, sequence) : null;
    }

    private static DirectoryRecord RecordOf(DataNode item)
    {
        var elements = item.Children;
        var fileId = elements.Find(Tags.ReferencedFileId)?.Text(LongestFileId) ?? "";
        return new DirectoryRecord(
            item,
            item.Offset,
            Offset(elements, Tags.OffsetOfTheNextDirectoryRecord),
            Offset(elements, Tags.OffsetOfReferencedLowerLevelDirectoryEntity),
            elements.Find(Tags.RecordInUseFlag)?.ReadUInt16(),
            elements.Find(Tags.DirectoryRecordType)?.Text(LongestFileId) ?? "",
            fileId == "" ? [] : fileId.Split('\\'));
    }

    private static long? Offset(DataNodeList elements, Tag tag) => elements.Find(tag)?.ReadUInt32();
}
