namespace Leadglass.Dicom.Dimse;

/// <summary>N-ACTION-RQ. Source: PS3.7 §10.3.4.1.</summary>
public sealed record NActionRequest() : NormalizedRequest(CommandField.NActionRequest)
{
    /// <summary>Action Type ID, (0000,1008).</summary>
    public ushort? ActionTypeId
    {
        get => GetUInt16(CommandTags.ActionTypeId);
        init => SetUInt16(CommandTags.ActionTypeId, value);
    }
}
