namespace Leadglass.Fuzzing.Triage;

/// <summary>In which way a program failed on a file.</summary>
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

    /// <summary>It ended with an exit code that is not among those that were declared.</summary>
    UndeclaredExit,
}
