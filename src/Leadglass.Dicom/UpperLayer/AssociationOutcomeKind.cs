namespace Leadglass.Dicom.UpperLayer;

/// <summary>What became of a request for an association.</summary>
public enum AssociationOutcomeKind
{
    /// <summary>The peer accepted: there is an association.</summary>
    Accepted,

    /// <summary>The peer answered A-ASSOCIATE-RJ.</summary>
    Rejected,

    /// <summary>The peer answered A-ABORT.</summary>
    Aborted,

    /// <summary>The peer closed the transport without a whole PDU.</summary>
    Closed,

    /// <summary>The transport broke: a TCP reset, or a TLS failure.</summary>
    Reset,

    /// <summary>The peer did not answer in time.</summary>
    TimedOut,

    /// <summary>What came is not the start of a PDU: another protocol.</summary>
    NotDicom,

    /// <summary>The peer answered with a PDU that is broken, too long, or not an answer to a request.</summary>
    ProtocolError,
}
