namespace Leadglass.Audit.Storage;

/// <summary>What a record can be found by, besides its time. The numbers are stored and hashed: they never change.</summary>
public enum AuditTermKind
{
    /// <summary>Code of EventID or of an EventTypeCode, for example 110106.</summary>
    Event = 1,

    /// <summary>UserID, AlternativeUserID or UserName of a participant.</summary>
    User = 2,

    /// <summary>Identifier of an object that is a patient (role 1).</summary>
    Patient = 3,

    /// <summary>Study Instance UID.</summary>
    Study = 4,

    /// <summary>AuditSourceID.</summary>
    Source = 5,

    /// <summary>EventOutcomeIndicator: 0, 4, 8 or 12.</summary>
    Outcome = 6,

    /// <summary>Code of a kind of medium or application, for example 110030 for USB.</summary>
    Media = 7,
}
