using Leadglass.Findings;
using Leadglass.Inspection.Observations;

namespace Leadglass.Inspection.Rules;

/// <summary>Every rule about a file, in the order in which findings read best.</summary>
public static class InspectionRules
{
    /// <summary>The rules with their functions.</summary>
    public static RuleSet<FileObservation> All { get; } = new(
    [
        .. PreambleRules.All,
        .. SerialisedRules.All,
        .. ContentRules.All,
        .. DocumentRules.All,
        .. StructureRules.All,
    ]);
}
