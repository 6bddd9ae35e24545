namespace Leadglass.Dicom.Dimse;

/// <summary>C-CANCEL-RQ: ends a C-FIND, C-GET or C-MOVE; it has no response of its own. Source: PS3.7 §9.3.2.3.</summary>
public sealed record CCancelRequest() : CommandSet(CommandField.CCancelRequest)
{
    /// <summary>Message ID Being Responded To, (0000,0120): the message ID of the operation to end; 0 where the element is missing.</summary>
    public ushort MessageIdBeingRespondedTo
    {
        get => GetUInt16(CommandTags.MessageIdBeingRespondedTo) ?? 0;
        init => SetUInt16(CommandTags.MessageIdBeingRespondedTo, value);
    }
}
