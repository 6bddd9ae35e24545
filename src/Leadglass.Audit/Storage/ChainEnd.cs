namespace Leadglass.Audit.Storage;

/// <summary>Where a chain ends.</summary>
/// <param name="Sequence">The number of its last record; 0 if there is none.</param>
/// <param name="Hash">The hash of that record; <see cref="HashChain.Beginning"/> if there is none.</param>
public readonly record struct ChainEnd(long Sequence, ReadOnlyMemory<byte> Hash);
