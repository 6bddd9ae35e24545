namespace Leadglass.Fuzzing.Mutation;

/// <summary>One file to try.</summary>
/// <param name="Index">Its index: with the campaign's seed and the corpus it says everything about it.</param>
/// <param name="Seed">The name of the seed it was made of.</param>
/// <param name="Steps">What was done to the seed.</param>
/// <param name="Bytes">The file.</param>
public sealed record FuzzCase(long Index, string Seed, IReadOnlyList<MutationStep> Steps, ReadOnlyMemory<byte> Bytes);
