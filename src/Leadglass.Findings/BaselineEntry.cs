namespace Leadglass.Findings;

/// <summary>One rule at one target, as a comparison with an earlier run names it.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Target">The <see cref="Target.Id"/>.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Severity">The harm in the current run; in the earlier run for what is fixed or was not rechecked.</param>
public sealed record BaselineEntry(string RuleId, string Target, string Title, Severity Severity);
