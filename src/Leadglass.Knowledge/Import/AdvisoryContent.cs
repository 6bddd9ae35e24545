namespace Leadglass.Knowledge.Import;

/// <summary>What one file says.</summary>
/// <param name="Format">Its format, as people call it.</param>
/// <param name="Vulnerabilities">What it holds; of lists of exploited vulnerabilities and of scores, without products.</param>
/// <param name="Date">The day of its last change.</param>
internal sealed record AdvisoryContent(string Format, IReadOnlyList<Vulnerability> Vulnerabilities, DateOnly? Date);
