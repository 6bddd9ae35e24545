namespace Leadglass.Dicom.Network;

/// <summary>Which part of the acceptor rejected. Values that are not named here can be read and written. Source: PS3.8 Table 9-21.</summary>
public enum RejectSource : byte
{
    /// <summary>The application.</summary>
    ServiceUser = 1,

    /// <summary>The upper layer, ACSE related function.</summary>
    ServiceProviderAcse = 2,

    /// <summary>The upper layer, presentation related function.</summary>
    ServiceProviderPresentation = 3,
}
