namespace Leadglass.Dicom.Network;

/// <summary>User identity sub-item of an acceptance (59H): the identity was checked and holds. Source: PS3.7 §D.3.3.7.2.</summary>
/// <param name="ServerResponse">Kerberos server ticket or SAML response; empty for the other types.</param>
public sealed record UserIdentityResponse(ReadOnlyMemory<byte> ServerResponse) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.UserIdentityResponse;
}
