namespace Leadglass.Findings.Writing;

/// <summary>One column of a line: its text is wrapped within its width.</summary>
internal readonly record struct Cell(string Text, int Width, Ink Ink = Ink.Plain);
