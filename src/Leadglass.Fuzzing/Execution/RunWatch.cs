namespace Leadglass.Fuzzing.Execution;

/// <summary>What is looked at in one run besides its ending: each costs something, so that a run has only what it is made for.</summary>
internal sealed record RunWatch
{
    /// <summary>Looks at memory and processor time every ten milliseconds.</summary>
    public static RunWatch Usual { get; } = new();

    /// <summary>Looks at memory as often as the clock allows, so that a short peak is not missed.</summary>
    public static RunWatch Closely { get; } = new() { BetweenLooks = TimeSpan.FromMilliseconds(1) };

    /// <summary>Has the processor time measured by a shell that waits for the program: what is seen of its memory is then that of the shell.</summary>
    public static RunWatch Processor { get; } = new() { IsMeasured = true };

    /// <summary>Time between two looks.</summary>
    public TimeSpan BetweenLooks { get; private init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The processor time is measured.</summary>
    public bool IsMeasured { get; private init; }

    /// <summary>What memory is filled with where it is given out; null where nobody fills it.</summary>
    public byte? Fill { get; private init; }

    /// <summary>Has memory filled by the C library where it is given out (MALLOC_PERTURB_ of glibc), and keeps what is written.</summary>
    public static RunWatch Filled(byte fill) => new() { Fill = fill };
}
