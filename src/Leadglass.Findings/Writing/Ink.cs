namespace Leadglass.Findings.Writing;

/// <summary>The few ways in which terminal text stands out.</summary>
internal enum Ink
{
    Plain,
    Strong,
    Quiet,
    Bad,
    Caution,
    Good,
    Unsure,
}
