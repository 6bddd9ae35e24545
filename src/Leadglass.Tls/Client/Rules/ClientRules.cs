using Leadglass.Findings;

namespace Leadglass.Tls.Client.Rules;

/// <summary>Every rule about a TLS client, in the order in which findings read best.</summary>
public static class ClientRules
{
    /// <summary>The rules with their functions.</summary>
    public static RuleSet<ExaminedClient> All { get; } = new([.. FallbackRules.All, .. TrustRules.All, .. ChoiceRules.All, .. OfferRules.All]);
}
