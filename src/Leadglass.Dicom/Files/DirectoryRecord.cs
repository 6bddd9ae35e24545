using Leadglass.Dicom.Data;

namespace Leadglass.Dicom.Files;

/// <summary>One record of a DICOMDIR, as it is written; nothing says that its offsets lead anywhere. Source: PS3.3 §F.3.</summary>
/// <param name="Item">The item of the Directory Record Sequence.</param>
/// <param name="Offset">Where the item begins: what the offsets of other records mean.</param>
/// <param name="Next">Offset of the next record of the same directory entity; 0 for none; null where it is not written.</param>
/// <param name="Lower">Offset of the first record of the referenced lower-level directory entity; 0 for none; null where it is not written.</param>
/// <param name="InUse">Record In-use Flag: FFFFH in use, 0000H not; null where it is not written.</param>
/// <param name="Type">Directory Record Type, such as <c>PATIENT</c>. Untrusted text.</param>
/// <param name="FileId">The components of Referenced File ID; empty where the record references no file. Untrusted text: may lead out of the file set.</param>
public sealed record DirectoryRecord(DataNode Item, long Offset, long? Next, long? Lower, int? InUse, string Type, IReadOnlyList<string> FileId);
