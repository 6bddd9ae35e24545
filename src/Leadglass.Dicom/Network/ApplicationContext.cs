namespace Leadglass.Dicom.Network;

/// <summary>Application context item (10H). Source: PS3.8 §9.3.2.1.</summary>
/// <param name="Name">The application context name.</param>
public sealed record ApplicationContext(string Name) : AssociateItem
{
    /// <summary>The only application context name of DICOM. Source: PS3.7 §A.2.1.</summary>
    public const string DicomName = "1.2.840.10008.3.1.1.1";

    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.ApplicationContext;
}
