namespace Leadglass.Dicom.Dimse;

/// <summary>An N-GET, N-SET, N-ACTION or N-DELETE request: those that name an existing SOP instance. Source: PS3.7 §10.1.</summary>
public abstract record NormalizedRequest : DimseRequest
{
    private protected NormalizedRequest(CommandField field) : base(field)
    {
    }

    /// <summary>Requested SOP Class UID, (0000,0003).</summary>
    public string? RequestedSopClassUid
    {
        get => GetText(CommandTags.RequestedSopClassUid);
        init => SetUid(CommandTags.RequestedSopClassUid, value);
    }

    /// <summary>Requested SOP Instance UID, (0000,1001).</summary>
    public string? RequestedSopInstanceUid
    {
        get => GetText(CommandTags.RequestedSopInstanceUid);
        init => SetUid(CommandTags.RequestedSopInstanceUid, value);
    }
}
