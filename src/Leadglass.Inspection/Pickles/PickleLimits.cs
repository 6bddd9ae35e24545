namespace Leadglass.Inspection.Pickles;

/// <summary>Bounds of one reading.</summary>
public sealed record PickleLimits
{
    /// <summary>The bounds for ordinary use.</summary>
    public static PickleLimits Default { get; } = new();

    /// <summary>Instructions at most.</summary>
    public long Opcodes { get; init; } = 100_000_000;

    /// <summary>Values on the stack, marks and memo entries at most, each.</summary>
    public int Values { get; init; } = 1 << 20;

    /// <summary>Imports and calls that are remembered, each; the rest is counted.</summary>
    public int Remembered { get; init; } = 256;
}
