namespace Leadglass.Dicom.Network;

/// <summary>How reading a PDU ended.</summary>
public enum PduReadStatus
{
    /// <summary>A PDU was read.</summary>
    Complete,

    /// <summary>The bytes end before the PDU does; more may come.</summary>
    Truncated,

    /// <summary>The first byte is not a PDU type.</summary>
    Unrecognized,

    /// <summary>The PDU breaks rules that this conformance does not let pass.</summary>
    Malformed,
}
