namespace Leadglass.Dicom.UpperLayer;

/// <summary>What came over a transport that a peer opened.</summary>
public enum IncomingKind
{
    /// <summary>A request for an association, which the local user can answer.</summary>
    Requested,

    /// <summary>A request that the upper layer itself rejected: it does not offer protocol version 1. Source: PS3.8 §9.2.3, AE-6.</summary>
    Refused,

    /// <summary>The peer sent A-ABORT.</summary>
    Aborted,

    /// <summary>The peer closed the transport without a whole PDU.</summary>
    Closed,

    /// <summary>The transport broke.</summary>
    Reset,

    /// <summary>ARTIM expired without a request.</summary>
    TimedOut,

    /// <summary>What came is not the start of a PDU: another protocol.</summary>
    NotDicom,

    /// <summary>What came is a PDU that is broken, too long, or no request.</summary>
    ProtocolError,
}
