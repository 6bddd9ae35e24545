namespace Leadglass.Dicom.Network;

/// <summary>An item of a type that the standard does not define here, or one whose inside could not be read: receivers ignore it. Source: PS3.8 §9.3.1.</summary>
/// <param name="Type">The first byte.</param>
/// <param name="Content">The bytes after the four bytes of its header.</param>
public sealed record UnknownItem(byte Type, ReadOnlyMemory<byte> Content) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => (ItemType)Type;
}
