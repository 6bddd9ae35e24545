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

    /// <summary>The rules that one association a port has answers for.</summary>
    public static RuleSet<ExaminedPort> Discovery { get; } = new([.. AccessRules.All, .. ServiceRules.All, .. ProductRules.All]);
}
