namespace Leadglass.Inspection.Policies;

/// <summary>What becomes of files that are not DICOM.</summary>
public enum OtherFileTreatment
{
    /// <summary>They are not passed on.</summary>
    LeaveOut,

    /// <summary>They are passed on unchanged if nothing is found in them.</summary>
    Copy,
}
