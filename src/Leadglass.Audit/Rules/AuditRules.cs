using Leadglass.Audit.Validation;
using Leadglass.Findings;

namespace Leadglass.Audit.Rules;

/// <summary>Every rule about an audit message, in the order of the validator's layers.</summary>
public static class AuditRules
{
    /// <summary>The rules with their functions.</summary>
    public static RuleSet<AuditExamination> All { get; } = new([.. FormRules.All, .. GeneralRules.All, .. TableRules.All]);
}
