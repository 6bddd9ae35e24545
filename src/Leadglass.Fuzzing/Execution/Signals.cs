namespace Leadglass.Fuzzing.Execution;

/// <summary>The signals that end programs, by their numbers on Linux.</summary>
internal static class Signals
{
    public const int Abort = 6;
    public const int ArithmeticError = 8;
    public const int Kill = 9;
    public const int SegmentationFault = 11;
    public const int ProcessorTime = 24;
    public const int FileSize = 25;

    /// <summary>Shells, and .NET, report the signal n as the exit code 128 + n.</summary>
    public const int ExitCodeBase = 128;

    public static string NameOf(int signal) => signal switch
    {
        4 => "SIGILL",
        5 => "SIGTRAP",
        Abort => "SIGABRT",
        7 => "SIGBUS",
        ArithmeticError => "SIGFPE",
        Kill => "SIGKILL",
        SegmentationFault => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        ProcessorTime => "SIGXCPU",
        FileSize => "SIGXFSZ",
        31 => "SIGSYS",
        _ => $"signal {signal}",
    };
}
