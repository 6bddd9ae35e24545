namespace Leadglass.Dicom.Network;

/// <summary>SOP class extended negotiation sub-item (56H), one a SOP class. Source: PS3.7 §D.3.3.5.</summary>
/// <param name="SopClassUid">The SOP class.</param>
/// <param name="ApplicationInformation">Bytes that the service class defines in PS3.4.</param>
public sealed record ExtendedNegotiation(string SopClassUid, ReadOnlyMemory<byte> ApplicationInformation) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.ExtendedNegotiation;
}
