namespace Leadglass.Dicom.Dimse;

/// <summary>An N-EVENT-REPORT or N-CREATE request: those that name the SOP instance that they affect. Source: PS3.7 §10.1.1 and §10.1.5.</summary>
public abstract record NotifyingRequest : DimseRequest
{
    private protected NotifyingRequest(CommandField field) : base(field)
    {
    }

    /// <summary>Affected SOP Class UID, (0000,0002).</summary>
    public string? AffectedSopClassUid
    {
        get => GetText(CommandTags.AffectedSopClassUid);
        init => SetUid(CommandTags.AffectedSopClassUid, value);
    }

    /// <summary>Affected SOP Instance UID, (0000,1000); an N-CREATE may leave it to the performer.</summary>
    public string? AffectedSopInstanceUid
    {
        get => GetText(CommandTags.AffectedSopInstanceUid);
        init => SetUid(CommandTags.AffectedSopInstanceUid, value);
    }
}
