namespace Leadglass.Dicom.Dimse;

/// <summary>A request of a DIMSE-C service. Source: PS3.7 §9.1.</summary>
public abstract record CompositeRequest : DimseRequest
{
    private protected CompositeRequest(CommandField field) : base(field)
    {
    }

    /// <summary>Affected SOP Class UID, (0000,0002).</summary>
    public string? AffectedSopClassUid
    {
        get => GetText(CommandTags.AffectedSopClassUid);
        init => SetUid(CommandTags.AffectedSopClassUid, value);
    }
}
