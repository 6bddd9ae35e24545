using Leadglass.Findings;

namespace Leadglass.Audit.Alerts;

/// <summary>Every rule about what records show together.</summary>
public static class AlertRules
{
    /// <summary>The rules with their functions.</summary>
    public static RuleSet<Incident> All { get; } = new([.. SourceAlerts.All, .. UserAlerts.All]);
}
