namespace Leadglass.Dicom.Network;

/// <summary>Who ended the association by A-ABORT. Values that are not named here can be read and written. Source: PS3.8 Table 9-26.</summary>
public enum AbortSource : byte
{
    /// <summary>The application; the reason is then not significant.</summary>
    ServiceUser = 0,

    /// <summary>The upper layer itself.</summary>
    ServiceProvider = 2,
}
