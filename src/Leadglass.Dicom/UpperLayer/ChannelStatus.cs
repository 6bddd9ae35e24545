namespace Leadglass.Dicom.UpperLayer;

/// <summary>How one read or write of a <see cref="PduChannel"/> ended.</summary>
internal enum ChannelStatus
{
    /// <summary>A whole PDU is there, or everything was written.</summary>
    Done,

    /// <summary>The peer closed its side in good order.</summary>
    Closed,

    /// <summary>The transport broke.</summary>
    Reset,

    /// <summary>The peer took too long.</summary>
    TimedOut,

    /// <summary>The next byte is not a PDU type.</summary>
    NotDicom,

    /// <summary>The next PDU is longer than is accepted.</summary>
    TooLong,
}
