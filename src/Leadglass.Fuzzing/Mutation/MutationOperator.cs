using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation;

/// <summary>One way to break a file.</summary>
public abstract class MutationOperator : CaseOperator
{
    /// <summary>Whether there is something in a file that this can break.</summary>
    /// <param name="file">The file.</param>
    public abstract bool AppliesTo(DicomFile file);

    /// <summary>Breaks a file; the same input and randomness give the same bytes. Null where there was nothing to break after all.</summary>
    internal abstract BrokenFile? Apply(MutationInput input);
}
