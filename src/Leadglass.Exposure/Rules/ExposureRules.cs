using Leadglass.Findings;

namespace Leadglass.Exposure.Rules;

/// <summary>Every rule of the exposure check, in the order in which findings read best.</summary>
public static class ExposureRules
{
    /// <summary>The rules with their functions.</summary>
    public static RuleSet<ExaminedPort> All { get; } = new(
    [
        .. QueryRules.All,
        .. WebRules.All,
        .. AccessRules.All,
        .. IdentityRules.All,
        .. CapabilityRules.All,
        .. ServiceRules.All,
        .. ProductRules.All,
    ]);
}
