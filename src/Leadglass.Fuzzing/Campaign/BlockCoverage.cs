namespace Leadglass.Fuzzing.Campaign;

/// <summary>How much of a target ran.</summary>
/// <param name="Covered">Parts that ran at least once.</param>
/// <param name="Blocks">Parts that were counted.</param>
/// <param name="Queue">Inputs that reached something new, seeds included.</param>
/// <param name="Restarts">How often an input ended or blocked the process that runs them.</param>
/// <param name="Assemblies">The files that were counted: assemblies, or the program.</param>
/// <param name="Unit">What the parts are.</param>
public sealed record BlockCoverage(int Covered, int Blocks, int Queue, int Restarts, IReadOnlyList<string> Assemblies, string Unit = CountedParts.BasicBlocks);
