namespace Leadglass.Exposure.Observations;

/// <summary>What a DICOM service did when a stranger spoke to it.</summary>
public sealed record DicomObservation
{
    /// <summary>Associations that were requested to learn the AE title policy, in order.</summary>
    public required IReadOnlyList<AssociationAttempt> Attempts { get; init; }

    /// <summary>The C-ECHO status on an accepted association; <see langword="null"/> if it was not asked or not answered.</summary>
    public ushort? EchoStatus { get; init; }

    /// <summary>Sentinel queries, one an information model.</summary>
    public required IReadOnlyList<QueryObservation> Queries { get; init; }

    /// <summary>User identities that were offered.</summary>
    public required IReadOnlyList<IdentityObservation> Identities { get; init; }

    /// <summary>The first association that was accepted from a calling AE title that nobody registered; <see langword="null"/> if none was.</summary>
    public AssociationAttempt? Accepted => AcceptedFromStranger(Attempts);

    internal static AssociationAttempt? AcceptedFromStranger(IEnumerable<AssociationAttempt> attempts) =>
        attempts.FirstOrDefault(a => a.Accept is not null && a.Purpose is not (AttemptPurpose.KnownCalling or AttemptPurpose.Control));
}
