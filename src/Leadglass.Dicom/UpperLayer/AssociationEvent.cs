using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>One thing that happened on an association.</summary>
public sealed record AssociationEvent
{
    /// <summary>What happened.</summary>
    public required AssociationEventKind Kind { get; init; }

    /// <summary>The message; null unless one came.</summary>
    public DimseMessage? Message { get; init; }

    /// <summary>The peer's abort; null unless it aborted.</summary>
    public Abort? Abort { get; init; }

    /// <summary>What in the received bytes deviates from the standard.</summary>
    public IReadOnlyList<Anomaly> Anomalies { get; init; } = [];
}
