namespace Leadglass.Dicom.Network;

/// <summary>A variable item of A-ASSOCIATE-RQ or A-ASSOCIATE-AC, or a sub-item of its user information.</summary>
/// <remarks>
/// An item that was read writes the very bytes it was read from, odd padding and unknown parts included.
/// A copy made by <c>with</c> is a new item: it is encoded from its properties.
/// </remarks>
public abstract record AssociateItem
{
    /// <summary>Creates an item that is encoded from its properties.</summary>
    protected AssociateItem()
    {
    }

    /// <summary>Copies the properties, but not the bytes as read: a copy is made in order to change it.</summary>
    /// <param name="original">The item to copy.</param>
    protected AssociateItem(AssociateItem original)
    {
        ArgumentNullException.ThrowIfNull(original);
        Reserved = original.Reserved;
    }

    /// <summary>The first byte of the item.</summary>
    public abstract ItemType ItemType { get; }

    /// <summary>The second byte of the item: 00H, not tested by receivers.</summary>
    public byte Reserved { get; init; }

    /// <summary>The whole item as read, where its properties alone would be encoded differently; else empty.</summary>
    internal ReadOnlyMemory<byte> AsRead { get; init; }
}
