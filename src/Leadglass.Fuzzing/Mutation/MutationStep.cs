namespace Leadglass.Fuzzing.Mutation;

/// <summary>One thing that was done to a seed.</summary>
/// <param name="Operator">The <see cref="CaseOperator.Id"/>.</param>
/// <param name="What">What it did.</param>
public sealed record MutationStep(string Operator, string What);
