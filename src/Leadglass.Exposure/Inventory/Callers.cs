namespace Leadglass.Exposure.Inventory;

/// <summary>Who may call a DICOM port, as the site wants it.</summary>
public enum Callers
{
    /// <summary>The inventory does not say.</summary>
    NotSaid,

    /// <summary>Anybody.</summary>
    Anyone,

    /// <summary>Registered calling AE titles or addresses alone.</summary>
    Registered,
}
