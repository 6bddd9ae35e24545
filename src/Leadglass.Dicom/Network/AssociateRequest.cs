namespace Leadglass.Dicom.Network;

/// <summary>
/// A-ASSOCIATE-RQ: proposes an association. A new one is complete but for titles and presentation contexts:
/// version 1, the application context of DICOM, a maximum length of 16384 and the identity of this implementation.
/// Source: PS3.8 §9.3.2.
/// </summary>
public sealed record AssociateRequest : AssociatePdu
{
    /// <inheritdoc/>
    public override PduType Type => PduType.AssociateRequest;

    /// <summary>The proposed presentation contexts, in wire order.</summary>
    public IReadOnlyList<PresentationContextRequest> PresentationContexts
    {
        get => [.. Items.OfType<PresentationContextRequest>()];
        init => Items = Replace(Items, value);
    }

    /// <summary>The user identity proposed; null where there is none.</summary>
    public UserIdentityRequest? UserIdentity => Find<UserIdentityRequest>();
}
