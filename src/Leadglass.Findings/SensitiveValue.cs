namespace Leadglass.Findings;

/// <summary>A value that must not leave the house.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Value">The value; letter case and surrounding spaces do not matter.</param>
public sealed record SensitiveValue(SensitiveKind Kind, string Value);
