namespace Leadglass.Dicom.Dimse;

/// <summary>N-EVENT-REPORT-RSP. Source: PS3.7 §10.3.1.2.</summary>
public sealed record NEventReportResponse() : DimseResponse(CommandField.NEventReportResponse)
{
    /// <summary>Event Type ID, (0000,1002).</summary>
    public ushort? EventTypeId
    {
        get => GetUInt16(CommandTags.EventTypeId);
        init => SetUInt16(CommandTags.EventTypeId, value);
    }
}
