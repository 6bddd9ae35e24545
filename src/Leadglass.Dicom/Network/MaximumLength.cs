namespace Leadglass.Dicom.Network;

/// <summary>Maximum length sub-item (51H): the longest P-DATA-TF that its sender accepts. Source: PS3.8 §D.1.</summary>
/// <param name="Received">Greatest PDU-length of a P-DATA-TF, in bytes; 0 is no limit.</param>
public sealed record MaximumLength(uint Received) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.MaximumLength;
}
