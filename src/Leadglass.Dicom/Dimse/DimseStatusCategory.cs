namespace Leadglass.Dicom.Dimse;

/// <summary>What a status means for the operation. Source: PS3.7 §C.1.</summary>
public enum DimseStatusCategory
{
    /// <summary>Completed.</summary>
    Success,

    /// <summary>Completed, with something to know.</summary>
    Warning,

    /// <summary>Not completed.</summary>
    Failure,

    /// <summary>Ended by a C-CANCEL.</summary>
    Cancel,

    /// <summary>More responses follow.</summary>
    Pending,

    /// <summary>Not in a range that the standard gives a meaning.</summary>
    Unknown,
}
