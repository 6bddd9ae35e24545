namespace Leadglass.Dicom.Network;

/// <summary>Implementation class UID sub-item (52H): which software its sender is. Source: PS3.7 §D.3.3.2.</summary>
/// <param name="Uid">The UID.</param>
public sealed record ImplementationClassUid(string Uid) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.ImplementationClassUid;
}
