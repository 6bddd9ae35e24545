namespace Leadglass.Findings;

/// <summary>How much harm a violated rule can do. A property of the rule; a finding may carry a lower or higher one with its reason.</summary>
public enum Severity
{
    /// <summary>Worth knowing; harmless by itself.</summary>
    Info,

    /// <summary>Helps an attacker a little.</summary>
    Low,

    /// <summary>One of several conditions of an incident.</summary>
    Medium,

    /// <summary>Enough for an incident: patient data can be read, changed or withheld.</summary>
    High,

    /// <summary>An incident is under way or needs no further condition.</summary>
    Critical,
}
