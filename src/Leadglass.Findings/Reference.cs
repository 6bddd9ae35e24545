namespace Leadglass.Findings;

/// <summary>A source behind a rule or finding: a clause of the standard, an RFC, a CWE or CVE, an advisory.</summary>
/// <param name="Name">The citation as the field writes it, for example <c>PS3.15 B.12</c>, <c>RFC 9325 §4.1</c> or <c>CWE-319</c>.</param>
/// <param name="Url">Where it can be read; <see langword="null"/> if there is no stable address.</param>
public sealed record Reference(string Name, string? Url = null);
