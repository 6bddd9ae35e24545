namespace Leadglass.Dicom.Network;

/// <summary>Whether trying again can help. Values that are not named here can be read and written. Source: PS3.8 Table 9-21.</summary>
public enum RejectResult : byte
{
    /// <summary>rejected-permanent.</summary>
    Permanent = 1,

    /// <summary>rejected-transient.</summary>
    Transient = 2,
}
