namespace Leadglass.Dicom.UpperLayer;

/// <summary>How the release of an association ended.</summary>
public enum ReleaseOutcome
{
    /// <summary>The peer answered A-RELEASE-RP.</summary>
    Released,

    /// <summary>Both sides asked at once; both were answered. Source: PS3.8 §7.2.2.7.</summary>
    ReleasedAfterCollision,

    /// <summary>The peer aborted instead.</summary>
    Aborted,

    /// <summary>The peer closed the transport instead.</summary>
    Closed,

    /// <summary>The transport broke.</summary>
    Reset,

    /// <summary>The peer did not answer in time; the association was aborted.</summary>
    TimedOut,

    /// <summary>The peer broke the protocol; the association was aborted.</summary>
    ProtocolError,
}
