namespace Leadglass.Dicom.Network;

/// <summary>Presentation context item (20H): one abstract syntax and the transfer syntaxes proposed for it. Source: PS3.8 §9.3.2.2.</summary>
/// <param name="Id">Presentation context id: odd, 1 to 255.</param>
/// <param name="AbstractSyntax">UID of the SOP class or meta SOP class.</param>
/// <param name="TransferSyntaxes">UIDs of the transfer syntaxes, in the order of the wire.</param>
public sealed record PresentationContextRequest(byte Id, string AbstractSyntax, IReadOnlyList<string> TransferSyntaxes) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.PresentationContextRequest;
}
