namespace Leadglass.Fuzzing.Campaign;

/// <summary>One line of the table that leads from an interface to the requirement that its test answers.</summary>
/// <param name="Interface">The interface, as the inventory of the product names it.</param>
/// <param name="Threat">The threat, as the threat model names it; empty where nobody said.</param>
/// <param name="Requirement">The requirement or clause; empty where nobody said.</param>
public sealed record ScopeLine(string Interface, string Threat, string Requirement);
