namespace Leadglass.Fuzzing.Execution;

/// <summary>How a run of the target ended.</summary>
public enum RunEnding
{
    /// <summary>It ended by itself, with an exit code.</summary>
    Exited,

    /// <summary>A signal ended it.</summary>
    Signalled,

    /// <summary>It was still running when its time was up, and was killed.</summary>
    TimedOut,

    /// <summary>Its resident memory went beyond the limit, and it was killed.</summary>
    OverMemory,

    /// <summary>A server ended by itself, or takes no connections any more, though nobody asked it to.</summary>
    Quit,

    /// <summary>A server takes connections and no longer answers what it answered before.</summary>
    Unresponsive,

    /// <summary>A server goes on, and what was stored in it before is no longer what it was.</summary>
    Damaged,

    /// <summary>It could not be started.</summary>
    NotStarted,
}
