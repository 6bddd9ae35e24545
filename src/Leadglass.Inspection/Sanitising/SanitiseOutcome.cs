namespace Leadglass.Inspection.Sanitising;

/// <summary>What became of one file.</summary>
public enum SanitiseOutcome
{
    /// <summary>There is a copy, and nothing is found in it that the policy does not accept.</summary>
    Delivered,

    /// <summary>There would be one; nothing was written, because only the plan was asked for.</summary>
    Planned,

    /// <summary>There is no copy: something is left that the policy does not accept.</summary>
    KeptBack,

    /// <summary>There is no copy: the policy leaves out files that are not DICOM.</summary>
    LeftOut,

    /// <summary>There is no copy: the original could not be read, or the copy not be written.</summary>
    Failed,
}
