namespace Leadglass.Dicom.Network;

/// <summary>A-RELEASE-RQ: asks to end the association in good order. Source: PS3.8 §9.3.6.</summary>
public sealed record ReleaseRequest : Pdu
{
    /// <inheritdoc/>
    public override PduType Type => PduType.ReleaseRequest;

    /// <summary>Bytes 7 to 10: zero, not tested by receivers.</summary>
    public uint ReservedField { get; init; }
}
