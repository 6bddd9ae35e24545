namespace Leadglass.Audit.Building;

/// <summary>The outcome of an event (EventOutcomeIndicator).</summary>
public enum AuditOutcome
{
    /// <summary>It succeeded; for an alert: it is informative.</summary>
    Success = 0,

    /// <summary>A minor failure; for an alert: what was done against it helped.</summary>
    MinorFailure = 4,

    /// <summary>A serious failure; for an alert: what was done against it helped.</summary>
    SeriousFailure = 8,

    /// <summary>A major failure; for an alert: what was done against it may not have helped.</summary>
    MajorFailure = 12,
}
