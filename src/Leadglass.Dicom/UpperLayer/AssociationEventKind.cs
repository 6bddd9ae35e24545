namespace Leadglass.Dicom.UpperLayer;

/// <summary>What happened on an association.</summary>
public enum AssociationEventKind
{
    /// <summary>A message came.</summary>
    Message,

    /// <summary>The peer asks to release; answer with <see cref="Association.RespondToReleaseAsync"/>.</summary>
    ReleaseRequested,

    /// <summary>The association was released.</summary>
    Released,

    /// <summary>The peer aborted.</summary>
    Aborted,

    /// <summary>The transport was closed, by the peer without release or abort, or by the local side.</summary>
    Closed,

    /// <summary>The transport broke.</summary>
    Reset,

    /// <summary>Nothing came in time. The association still stands: receive again, or abort.</summary>
    TimedOut,

    /// <summary>The peer broke the protocol; the association was aborted.</summary>
    ProtocolError,
}
