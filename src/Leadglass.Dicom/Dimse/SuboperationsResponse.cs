namespace Leadglass.Dicom.Dimse;

/// <summary>A C-GET or C-MOVE response: those that count C-STORE sub-operations. Source: PS3.7 §9.1.3 and §9.1.4.</summary>
public abstract record SuboperationsResponse : DimseResponse
{
    private protected SuboperationsResponse(CommandField field) : base(field)
    {
    }

    /// <summary>Number of Remaining Sub-operations, (0000,1020).</summary>
    public ushort? RemainingSuboperations
    {
        get => GetUInt16(CommandTags.NumberOfRemainingSuboperations);
        init => SetUInt16(CommandTags.NumberOfRemainingSuboperations, value);
    }

    /// <summary>Number of Completed Sub-operations, (0000,1021).</summary>
    public ushort? CompletedSuboperations
    {
        get => GetUInt16(CommandTags.NumberOfCompletedSuboperations);
        init => SetUInt16(CommandTags.NumberOfCompletedSuboperations, value);
    }

    /// <summary>Number of Failed Sub-operations, (0000,1022).</summary>
    public ushort? FailedSuboperations
    {
        get => GetUInt16(CommandTags.NumberOfFailedSuboperations);
        init => SetUInt16(CommandTags.NumberOfFailedSuboperations, value);
    }

    /// <summary>Number of Warning Sub-operations, (0000,1023).</summary>
    public ushort? WarningSuboperations
    {
        get => GetUInt16(CommandTags.NumberOfWarningSuboperations);
        init => SetUInt16(CommandTags.NumberOfWarningSuboperations, value);
    }
}
