namespace Leadglass.Fuzzing.Mutation;

/// <summary>One way to break something, with the published defects that justify it.</summary>
public abstract class CaseOperator
{
    /// <summary>Stable name, such as <c>length-lie</c>.</summary>
    public abstract string Id { get; }

    /// <summary>What it does, in one line.</summary>
    public abstract string What { get; }

    /// <summary>Published defects of programs that read DICOM which this would have found; empty for the general ones.</summary>
    public abstract IReadOnlyList<string> Because { get; }
}
