namespace Leadglass.Dicom.Dimse;

/// <summary>A command that asks for an operation or announces a notification. Source: PS3.7 §9.1 and §10.1.</summary>
public abstract record DimseRequest : CommandSet
{
    private protected DimseRequest(CommandField field) : base(field)
    {
    }

    /// <summary>Message ID, (0000,0110); 0 where the element is missing.</summary>
    public ushort MessageId
    {
        get => GetUInt16(CommandTags.MessageId) ?? 0;
        init => SetUInt16(CommandTags.MessageId, value);
    }
}
