namespace Leadglass.Fuzzing.Triage;

/// <summary>In which way what is under test failed.</summary>
public enum FailureKind
{
    /// <summary>A signal, an assertion, a sanitizer or an exception that nobody caught ended it.</summary>
    Crash,

    /// <summary>It did not end in its time.</summary>
    Hang,

    /// <summary>It asked for more memory or disk than it was given.</summary>
    Resources,

    /// <summary>A server ended by itself or stopped taking connections.</summary>
    Quit,

    /// <summary>What was stored before is no longer what it was.</summary>
    Integrity,

    /// <summary>It ended with an exit code that is not among those that were declared.</summary>
    UndeclaredExit,

    /// <summary>A service did not answer a request that it owed an answer.</summary>
    Unanswered,

    /// <summary>A service closed the connection instead of answering, or in the middle of its answer.</summary>
    Dropped,

    /// <summary>A service answered a small request with very much.</summary>
    Flood,

    /// <summary>A service showed its inside in an error answer.</summary>
    Disclosure,
    /// <summary>A value decided where a file was written.</summary>
    StrayFile,

    /// <summary>A command that stood in a value was executed.</summary>
    CommandExecuted,

    /// <summary>It took far more memory than the size of the file explains.</summary>
    Amplification,

    /// <summary>Its processor time grows faster than the file.</summary>
    SuperlinearTime,

    /// <summary>What it wrote held memory that nobody had written to.</summary>
    UninitialisedOutput,

    /// <summary>It accepted what another program refuses, or refused what that accepts.</summary>
    Disagreement,
}
