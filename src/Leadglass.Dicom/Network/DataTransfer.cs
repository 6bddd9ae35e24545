namespace Leadglass.Dicom.Network;

/// <summary>P-DATA-TF: one or more fragments of one message. Source: PS3.8 §9.3.5.</summary>
/// <param name="Values">The presentation data values, in wire order.</param>
public sealed record DataTransfer(IReadOnlyList<PresentationDataValue> Values) : Pdu
{
    /// <inheritdoc/>
    public override PduType Type => PduType.DataTransfer;
}
