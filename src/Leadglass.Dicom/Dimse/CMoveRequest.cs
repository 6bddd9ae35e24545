namespace Leadglass.Dicom.Dimse;

/// <summary>C-MOVE-RQ; its data set is the identifier. Source: PS3.7 §9.3.4.1.</summary>
public sealed record CMoveRequest() : PrioritizedRequest(CommandField.CMoveRequest)
{
    /// <summary>Move Destination: AE title that the instances are sent to, (0000,0600).</summary>
    public string? MoveDestination
    {
        get => GetText(CommandTags.MoveDestination);
        init => SetText(CommandTags.MoveDestination, value);
    }
}
