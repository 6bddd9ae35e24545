using Leadglass.Dicom;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;
using Leadglass.Exposure.Probing;

namespace Leadglass.Exposure.Observations;

/// <summary>One association request and what came of it.</summary>
public sealed record AssociationAttempt
{
    /// <summary>What it was meant to show.</summary>
    public required AttemptPurpose Purpose { get; init; }

    /// <summary>The request as it was sent.</summary>
    public required AssociateRequest Request { get; init; }

    /// <summary>How it ended.</summary>
    public required AssociationOutcomeKind Outcome { get; init; }

    /// <summary>The acceptance. Untrusted.</summary>
    public AssociateAccept? Accept { get; init; }

    /// <summary>What the accepted contexts add up to; <see langword="null"/> without an acceptance.</summary>
    public ContextSurvey? Survey => Accept is null ? null : field ??= ContextSurvey.Of(Request, Accept);

    /// <summary>The rejection.</summary>
    public AssociateReject? Reject { get; init; }

    /// <summary>The abort.</summary>
    public Abort? Abort { get; init; }

    /// <summary>Whether an accepted association was ended by an answered A-RELEASE; <see langword="null"/> if none was sent.</summary>
    public bool? Released { get; init; }

    /// <summary>Deviations from the standard in what was read.</summary>
    public IReadOnlyList<Anomaly> Anomalies { get; init; } = [];
}
