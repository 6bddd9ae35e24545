namespace Leadglass.Fuzzing.Campaign;

/// <summary>How much of a .NET target ran.</summary>
/// <param name="Covered">Basic blocks that ran at least once.</param>
/// <param name="Blocks">Basic blocks of the assemblies that were counted.</param>
/// <param name="Queue">Inputs that reached something new, seeds included.</param>
/// <param name="Restarts">How often an input ended or blocked the worker.</param>
/// <param name="Assemblies">The assemblies that were counted.</param>
public sealed record BlockCoverage(int Covered, int Blocks, int Queue, int Restarts, IReadOnlyList<string> Assemblies);
