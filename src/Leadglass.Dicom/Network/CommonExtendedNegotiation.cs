namespace Leadglass.Dicom.Network;

/// <summary>SOP class common extended negotiation sub-item (57H), in requests only. Source: PS3.7 §D.3.3.6.</summary>
/// <param name="SopClassUid">The SOP class.</param>
/// <param name="ServiceClassUid">The service class that it belongs to.</param>
/// <param name="RelatedGeneralSopClassUids">General SOP classes that a receiver may treat it as; may be empty.</param>
/// <remarks>The second byte of this item is its version, 0; it stands in <see cref="AssociateItem.Reserved"/>.</remarks>
public sealed record CommonExtendedNegotiation(
    string SopClassUid, string ServiceClassUid, IReadOnlyList<string> RelatedGeneralSopClassUids) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.CommonExtendedNegotiation;
}
