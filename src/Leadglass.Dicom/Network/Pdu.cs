namespace Leadglass.Dicom.Network;

/// <summary>A protocol data unit of the DICOM upper layer, with every byte that is needed to write it as it was read. Source: PS3.8 §9.3.</summary>
public abstract record Pdu
{
    /// <summary>Which of the seven it is.</summary>
    public abstract PduType Type { get; }

    /// <summary>Second byte of the header: 00H, not tested by receivers.</summary>
    public byte Reserved { get; init; }

    /// <summary>Bytes after the last field that could be read; empty in every PDU that follows the standard.</summary>
    public ReadOnlyMemory<byte> Trailing { get; init; }
}
