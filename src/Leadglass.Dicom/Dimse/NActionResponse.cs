namespace Leadglass.Dicom.Dimse;

/// <summary>N-ACTION-RSP. Source: PS3.7 §10.3.4.2.</summary>
public sealed record NActionResponse() : DimseResponse(CommandField.NActionResponse)
{
    /// <summary>Action Type ID, (0000,1008).</summary>
    public ushort? ActionTypeId
    {
        get => GetUInt16(CommandTags.ActionTypeId);
        init => SetUInt16(CommandTags.ActionTypeId, value);
    }
}
