namespace Leadglass.Dicom.Network;

/// <summary>Why six bytes are not taken for the start of a PDU.</summary>
public enum HeaderFault
{
    /// <summary>They are.</summary>
    None,

    /// <summary>Fewer than six bytes were given.</summary>
    Incomplete,

    /// <summary>The first byte is not a PDU type of PS3.8 §9.3 (01H to 07H): another protocol, most likely.</summary>
    UnknownType,

    /// <summary>The PDU-length is above the limit.</summary>
    TooLong,
}
