using Leadglass.Audit.Alerts;
using Leadglass.Audit.Rules;
using Leadglass.Exposure.External;
using Leadglass.Exposure.Rules;
using Leadglass.Findings;
using Leadglass.Fuzzing.Rules;
using Leadglass.Inspection.Rules;
using Leadglass.Knowledge.Rules;
using Leadglass.Tls.Client.Rules;
using Leadglass.Tls.Rules;

namespace Leadglass.Cli;

/// <summary>Every rule of the product.</summary>
internal static class ProductRules
{
    public static RuleCatalogue Catalogue { get; } = new(
    [
        .. ExposureRules.All.Rules, .. InventoryRules.Rules, .. ExternalRules.All.Rules, .. TlsRules.All.Rules, .. ClientRules.All.Rules, .. InspectionRules.All.Rules, .. SanitiseRules.All.Rules,
        .. AuditRules.All.Rules, .. DeliveryRules.All.Rules, .. AlertRules.All.Rules, .. FuzzRules.All.Rules, .. KnowledgeRules.All.Rules,
    ]);
}
