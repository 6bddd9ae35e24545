namespace Leadglass.Fuzzing.Execution;

/// <summary>What one run of the target may cost.</summary>
public sealed record ExecutionLimits
{
    /// <summary>Time on the clock; default 5 s.</summary>
    public TimeSpan Wall { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Processor time in whole seconds; default 5. Not limited on Windows.</summary>
    public int CpuSeconds { get; init; } = 5;

    /// <summary>Memory in bytes; default 1 GiB: resident memory, and address space where the target starts with so little of it.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>The largest file that the target may write, in bytes; default 256 MiB. Not limited on Windows.</summary>
    public long FileSize { get; init; } = 256L << 20;

    /// <summary>Whether the address space is limited too: catches memory that is asked for and never touched. Targets with a runtime of their own cannot start under it.</summary>
    public bool AddressSpace { get; init; } = true;
}
