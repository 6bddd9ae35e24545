namespace Leadglass.Audit.Storage;

/// <summary>How far a chain holds.</summary>
/// <param name="Count">Records from the beginning that fit.</param>
/// <param name="Last">The hash of the last of them.</param>
/// <param name="Break">What is wrong with the next one; <see langword="null"/> if the chain holds to its end.</param>
public sealed record ChainResult(long Count, ReadOnlyMemory<byte> Last, string? Break);
