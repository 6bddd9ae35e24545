namespace Leadglass.Dicom.Dictionary;

/// <summary>How the longest value of a VR is counted. Source: PS3.5 Table 6.2-1.</summary>
public enum VrLength
{
    /// <summary>The VR sets no limit of its own.</summary>
    Unlimited,

    /// <summary>Every single value has exactly this many bytes.</summary>
    FixedBytes,

    /// <summary>Every single value has at most this many bytes.</summary>
    Bytes,

    /// <summary>Every single value, in PN every component group, has at most this many characters.</summary>
    Characters,
}
