namespace Leadglass.Dicom.Network;

/// <summary>Implementation version name sub-item (55H): which version of its software. Source: PS3.7 §D.3.3.2.</summary>
/// <param name="Name">1 to 16 characters of ISO 646.</param>
public sealed record ImplementationVersionName(string Name) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.ImplementationVersionName;
}
