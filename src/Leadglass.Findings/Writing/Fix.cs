namespace Leadglass.Findings.Writing;

/// <summary>One thing to do: the same rule with the same remedy, at every target where it is needed.</summary>
internal sealed record Fix(Rule Rule, Severity Severity, string Remedy, IReadOnlyList<string> Targets, bool IsNew)
{
    /// <summary>How many fixes an answer names before it points to the rest.</summary>
    public const int First = 5;
}
