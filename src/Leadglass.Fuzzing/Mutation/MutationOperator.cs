using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation;

/// <summary>One way to break a file, with the published defects that justify it.</summary>
public abstract class MutationOperator
{
    /// <summary>Stable name, such as <c>length-lie</c>.</summary>
    public abstract string Id { get; }

    /// <summary>What it does, in one line.</summary>
    public abstract string What { get; }

    /// <summary>Published defects of programs that read DICOM which this would have found; empty for the general ones.</summary>
    public abstract IReadOnlyList<string> Because { get; }

    /// <summary>Whether there is something in a file that this can break.</summary>
    /// <param name="file">The file.</param>
    public abstract bool AppliesTo(DicomFile file);

    /// <summary>Breaks a file; the same input and randomness give the same bytes. Null where there was nothing to break after all.</summary>
    internal abstract BrokenFile? Apply(MutationInput input);
}
