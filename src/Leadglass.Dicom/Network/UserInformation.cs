namespace Leadglass.Dicom.Network;

/// <summary>User information item (50H). Source: PS3.8 §9.3.2.3 and Annex D; PS3.7 Annex D.3.3.</summary>
/// <param name="Items">The sub-items, in wire order; the standard asks for none.</param>
public sealed record UserInformation(IReadOnlyList<AssociateItem> Items) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.UserInformation;
}
