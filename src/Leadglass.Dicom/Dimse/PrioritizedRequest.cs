namespace Leadglass.Dicom.Dimse;

/// <summary>A C-STORE, C-FIND, C-GET or C-MOVE request: those that carry a priority. Source: PS3.7 §9.1.</summary>
public abstract record PrioritizedRequest : CompositeRequest
{
    private protected PrioritizedRequest(CommandField field) : base(field)
    {
        Priority = Priority.Medium;
        HasDataSet = true;
    }

    /// <summary>Priority, (0000,0700); medium in a new request and where the element is missing.</summary>
    public Priority Priority
    {
        get => (Priority)(GetUInt16(CommandTags.Priority) ?? 0);
        init => SetUInt16(CommandTags.Priority, (ushort)value);
    }
}
