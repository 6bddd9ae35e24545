using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>What became of a request for an association: the facts, not an exception.</summary>
public sealed record AssociationOutcome
{
    /// <summary>Which of the endings it was.</summary>
    public required AssociationOutcomeKind Kind { get; init; }

    /// <summary>The association; null unless accepted. It is the caller's to dispose.</summary>
    public Association? Association { get; init; }

    /// <summary>The acceptance; null unless accepted.</summary>
    public AssociateAccept? Accept { get; init; }

    /// <summary>The rejection; null unless rejected.</summary>
    public AssociateReject? Reject { get; init; }

    /// <summary>The peer's abort; null unless aborted.</summary>
    public Abort? Abort { get; init; }

    /// <summary>Up to 64 of the bytes that came when they were no acceptable answer; else empty. Untrusted.</summary>
    public ReadOnlyMemory<byte> FirstBytes { get; init; }

    /// <summary>What in the answer deviates from the standard.</summary>
    public IReadOnlyList<Anomaly> Anomalies { get; init; } = [];
}
