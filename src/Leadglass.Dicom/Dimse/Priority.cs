namespace Leadglass.Dicom.Dimse;

/// <summary>Priority of an operation, (0000,0700). Source: PS3.7 §E.1.</summary>
public enum Priority : ushort
{
    /// <summary>Medium.</summary>
    Medium = 0,

    /// <summary>High.</summary>
    High = 1,

    /// <summary>Low.</summary>
    Low = 2,
}
