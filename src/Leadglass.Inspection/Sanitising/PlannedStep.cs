using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Inspection.Sanitising;

/// <summary>One action with the change of the file that carries it out.</summary>
/// <param name="Action">What is done and why.</param>
/// <param name="Node">The node that changes; <see langword="null"/> where it is not one.</param>
/// <param name="Change">What becomes of the node.</param>
/// <param name="Apply">Enters the change into an edit of the file.</param>
internal sealed record PlannedStep(SanitiseAction Action, DataNode? Node, NodeChange Change, Action<DicomFileEdit> Apply)
{
    /// <summary>More nodes that change in the same way.</summary>
    public IReadOnlyList<DataNode> Also { get; init; } = [];

    /// <summary>Whether bytes behind this place can move.</summary>
    public bool MovesBytes => Action.Kind is SanitiseActionKind.Remove or SanitiseActionKind.Empty or SanitiseActionKind.Repair;
}
