namespace Leadglass.Findings;

/// <summary>Where the user named a target: a line of an inventory or scope file. Tools that show results beside files (SARIF viewers) point there.</summary>
/// <param name="Path">The file as the user wrote it, relative to where the command ran.</param>
/// <param name="Line">The line, counted from 1.</param>
public sealed record SourceLocation(string Path, int Line);
