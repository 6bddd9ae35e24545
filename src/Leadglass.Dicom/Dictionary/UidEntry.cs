namespace Leadglass.Dicom.Dictionary;

/// <summary>What PS3.6 Annex A says about one UID.</summary>
/// <param name="Uid">The UID.</param>
/// <param name="Keyword">The UID keyword, such as <c>CTImageStorage</c>; empty for a few retired UIDs.</param>
/// <param name="Kind">The UID type as printed, such as <c>SOP Class</c> or <c>Transfer Syntax</c>.</param>
/// <param name="IsRetired">The UID is retired.</param>
/// <param name="Name">The UID name.</param>
public sealed record UidEntry(string Uid, string Keyword, string Kind, bool IsRetired, string Name);
