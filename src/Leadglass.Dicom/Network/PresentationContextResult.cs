namespace Leadglass.Dicom.Network;

/// <summary>Presentation context item (21H): the answer to one proposed context. Source: PS3.8 §9.3.3.2.</summary>
/// <param name="Id">Presentation context id, as proposed.</param>
/// <param name="Result">Acceptance, or why not.</param>
/// <param name="TransferSyntax">UID of the transfer syntax chosen; not significant unless accepted, empty where the item held none.</param>
public sealed record PresentationContextResult(byte Id, PresentationContextResultReason Result, string TransferSyntax) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.PresentationContextResult;

    /// <summary>The context may be used.</summary>
    public bool IsAccepted => Result == PresentationContextResultReason.Acceptance;
}
