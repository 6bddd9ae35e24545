using Leadglass.Findings;

namespace Leadglass.Fuzzing.Rules;

/// <summary>The rules about programs that read broken files. A defect is judged by the rule of its kind, the campaign by all of them.</summary>
public static class FuzzRules
{
    /// <summary>Every rule of this room.</summary>
    public static RuleSet<ExaminedProgram> All { get; } = new([.. FailureRules.All, .. OracleRules.All, .. WebRules.All]);
}
