namespace Leadglass.Dicom.Network;

/// <summary>Asynchronous operations window sub-item (53H); without it both windows are 1. Source: PS3.7 §D.3.3.3.</summary>
/// <param name="Invoked">Outstanding operations that the sender may invoke; 0 is unlimited.</param>
/// <param name="Performed">Outstanding operations that the sender may perform; 0 is unlimited.</param>
public sealed record AsynchronousOperationsWindow(ushort Invoked, ushort Performed) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.AsynchronousOperationsWindow;
}
