using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>What came over a transport that a peer opened: the facts, not an exception.</summary>
public sealed record IncomingOutcome
{
    /// <summary>Which of them it was.</summary>
    public required IncomingKind Kind { get; init; }

    /// <summary>The association to accept or to reject; null unless one was requested. It is the caller's to dispose.</summary>
    public IncomingAssociation? Association { get; init; }

    /// <summary>The request, even one that was refused; else null.</summary>
    public AssociateRequest? Request { get; init; }

    /// <summary>The peer's abort; null unless it aborted.</summary>
    public Abort? Abort { get; init; }

    /// <summary>Up to 64 of the bytes that came when they were no acceptable request; else empty. Untrusted.</summary>
    public ReadOnlyMemory<byte> FirstBytes { get; init; }

    /// <summary>What in the request deviates from the standard.</summary>
    public IReadOnlyList<Anomaly> Anomalies { get; init; } = [];
}
