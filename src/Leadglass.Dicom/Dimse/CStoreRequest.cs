namespace Leadglass.Dicom.Dimse;

/// <summary>C-STORE-RQ; its data set is the instance. Source: PS3.7 §9.3.1.1.</summary>
public sealed record CStoreRequest() : PrioritizedRequest(CommandField.CStoreRequest)
{
    /// <summary>Affected SOP Instance UID, (0000,1000).</summary>
    public string? AffectedSopInstanceUid
    {
        get => GetText(CommandTags.AffectedSopInstanceUid);
        init => SetUid(CommandTags.AffectedSopInstanceUid, value);
    }

    /// <summary>Move Originator Application Entity Title; in sub-operations of a C-MOVE, (0000,1030).</summary>
    public string? MoveOriginatorAETitle
    {
        get => GetText(CommandTags.MoveOriginatorApplicationEntityTitle);
        init => SetText(CommandTags.MoveOriginatorApplicationEntityTitle, value);
    }

    /// <summary>Move Originator Message ID; in sub-operations of a C-MOVE, (0000,1031).</summary>
    public ushort? MoveOriginatorMessageId
    {
        get => GetUInt16(CommandTags.MoveOriginatorMessageId);
        init => SetUInt16(CommandTags.MoveOriginatorMessageId, value);
    }
}
