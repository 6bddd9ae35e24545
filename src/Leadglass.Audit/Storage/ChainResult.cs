namespace Leadglass.Audit.Storage;

/// <summary>How far a chain holds.</summary>
/// <param name="Count">The number of the last record that fits; 0 if none does.</param>
/// <param name="Last">The hash of the last of them.</param>
/// <param name="Break">What is wrong with the next one; <see langword="null"/> if the chain holds to its end.</param>
public sealed record ChainResult(long Count, ReadOnlyMemory<byte> Last, string? Break)
{
    /// <summary>How many of them, from the first, were removed for their age, as a record tells; they are counted in <see cref="Count"/>.</summary>
    public long Removed { get; init; }
}
