namespace Leadglass.Dicom.Data;

/// <summary>Why an element was taken to have its VR.</summary>
public enum VrReason : byte
{
    /// <summary>It is written in the element.</summary>
    Written,

    /// <summary>Implicit VR: the data dictionary says so, UN where it does not know the tag. Source: PS3.5 §A.1.</summary>
    Dictionary,

    /// <summary>The length is undefined and the VR unknown: a sequence. Source: PS3.5 §6.2.2.</summary>
    UndefinedLength,
}
