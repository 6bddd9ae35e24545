namespace Leadglass.Dicom.Network;

/// <summary>SCP/SCU role selection sub-item (54H), one a SOP class. Source: PS3.7 §D.3.3.4.</summary>
/// <param name="SopClassUid">The SOP class or meta SOP class.</param>
/// <param name="Scu">The requestor proposes, or the acceptor accepts, that the requestor is SCU.</param>
/// <param name="Scp">The same for SCP.</param>
public sealed record RoleSelection(string SopClassUid, bool Scu, bool Scp) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.RoleSelection;
}
