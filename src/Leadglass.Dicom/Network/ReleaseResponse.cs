namespace Leadglass.Dicom.Network;

/// <summary>A-RELEASE-RP: agrees to the end of the association. Source: PS3.8 §9.3.7.</summary>
public sealed record ReleaseResponse : Pdu
{
    /// <inheritdoc/>
    public override PduType Type => PduType.ReleaseResponse;

    /// <summary>Bytes 7 to 10: zero, not tested by receivers.</summary>
    public uint ReservedField { get; init; }
}
