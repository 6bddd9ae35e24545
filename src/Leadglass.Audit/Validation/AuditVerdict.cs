namespace Leadglass.Audit.Validation;

/// <summary>What a message is.</summary>
public enum AuditVerdict
{
    /// <summary>It keeps the schema, A.5.2, and its table of A.5.3 in at least one edition.</summary>
    Standard,

    /// <summary>It differs from the standard exactly as a known dialect does, and keeps the rest.</summary>
    Dialect,

    /// <summary>It breaks the standard, and no dialect explains it.</summary>
    Wrong,
}
