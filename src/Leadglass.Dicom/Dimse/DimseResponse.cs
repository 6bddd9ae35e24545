using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Dimse;

/// <summary>A command that answers a request. Source: PS3.7 §9.1, §10.1 and Annex C.</summary>
public abstract record DimseResponse : CommandSet
{
    private protected DimseResponse(CommandField field) : base(field)
    {
    }

    /// <summary>Message ID Being Responded To, (0000,0120); 0 where the element is missing.</summary>
    public ushort MessageIdBeingRespondedTo
    {
        get => GetUInt16(CommandTags.MessageIdBeingRespondedTo) ?? 0;
        init => SetUInt16(CommandTags.MessageIdBeingRespondedTo, value);
    }

    /// <summary>Status, (0000,0900). A response without one cannot be read under <see cref="Conformance.Standard"/>.</summary>
    public DimseStatus Status
    {
        get => new(GetUInt16(CommandTags.Status) ?? 0);
        init => SetUInt16(CommandTags.Status, value.Code);
    }

    /// <summary>Affected SOP Class UID, (0000,0002).</summary>
    public string? AffectedSopClassUid
    {
        get => GetText(CommandTags.AffectedSopClassUid);
        init => SetUid(CommandTags.AffectedSopClassUid, value);
    }

    /// <summary>Affected SOP Instance UID, (0000,1000); of the services that name an instance.</summary>
    public string? AffectedSopInstanceUid
    {
        get => GetText(CommandTags.AffectedSopInstanceUid);
        init => SetUid(CommandTags.AffectedSopInstanceUid, value);
    }

    /// <summary>Error Comment, (0000,0902): up to 64 characters, from the peer and untrusted.</summary>
    public string? ErrorComment
    {
        get => GetText(CommandTags.ErrorComment);
        init => SetText(CommandTags.ErrorComment, value);
    }

    /// <summary>Error ID, (0000,0903).</summary>
    public ushort? ErrorId
    {
        get => GetUInt16(CommandTags.ErrorId);
        init => SetUInt16(CommandTags.ErrorId, value);
    }

    /// <summary>Offending Element, (0000,0901): the elements in which the error was found.</summary>
    public IReadOnlyList<Tag> OffendingElements
    {
        get => GetTags(CommandTags.OffendingElement);
        init => SetTags(CommandTags.OffendingElement, value);
    }
}
