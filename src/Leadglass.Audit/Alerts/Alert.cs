using Leadglass.Findings;

namespace Leadglass.Audit.Alerts;

/// <summary>What was noticed, and what the rule about it says.</summary>
/// <param name="Incident">What was noticed.</param>
/// <param name="Finding">What the rule says.</param>
public sealed record Alert(Incident Incident, Finding Finding);
