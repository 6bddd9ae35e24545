using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Leadglass.Fuzzing.Execution;

/// <summary>A process of a target. The one place of the product that starts processes.</summary>
internal static class TargetProcess
{
    /// <summary>The exit code of the shell that could not set the limits.</summary>
    public const int ShellFailed = 125;

    private const int MostErrors = 64 * 1024;

    /// <summary>Starts a process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static void Start(Process process)
    {
#pragma warning disable RS0030 // This is the one place.
        process.Start();
#pragma warning restore RS0030
    }

    /// <summary>How a target is started: in a folder, its last words on standard error, under limits that a shell sets before it becomes the target.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="limits">Commands of <c>sh</c>; not used on Windows.</param>
    /// <param name="output">Where its standard output goes; not used on Windows.</param>
    /// <param name="input">The file in its folder that is its standard input; null for nothing to read.</param>
    public static ProcessStartInfo Describe(string program, IEnumerable<string> arguments, string folder, string limits, string output = "/dev/null", string? input = null) =>
        Shell(program, arguments, folder, limits, output, $"exec \"$@\" > \"$output\"{(input is null ? "" : $" < {input}")}");

    /// <summary>The same where the shell waits, and writes into a file how much processor time the target took: its own times first, those of the target in the second line (POSIX times).</summary>
    public static ProcessStartInfo DescribeMeasured(string program, IEnumerable<string> arguments, string folder, string limits, string times, string? input = null) =>
        Shell(program, arguments, folder, limits, times, $"\"$@\" > /dev/null{(input is null ? "" : $" < {input}")}; code=$?; times > \"$output\"; exit $code");

    private static ProcessStartInfo Shell(string program, IEnumerable<string> arguments, string folder, string limits, string output, string run)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("/bin/sh", ["-c", $"{limits} || exit {ShellFailed}; output=$1; shift; {run}", "sh", output, program, .. arguments]);
        start.WorkingDirectory = folder;
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardError = true;
        start.CreateNoWindow = true;
        PrepareSanitizers(start);
        return start;
    }

    /// <summary>Sanitizers shall end the program at the first fault, and glibc shall say its last words on standard error; a user's own choice stays.</summary>
    public static void PrepareSanitizers(ProcessStartInfo start)
    {
        Prefer(start, "ASAN_OPTIONS", "abort_on_error=1:detect_leaks=0:allocator_may_return_null=1");
        Prefer(start, "UBSAN_OPTIONS", "halt_on_error=1:abort_on_error=1:print_stacktrace=1");
        Prefer(start, "LIBC_FATAL_STDERR_", "1");
    }

    private static void Prefer(ProcessStartInfo start, string variable, string value)
    {
        if (!start.Environment.ContainsKey(variable))
            start.Environment[variable] = value;
    }

    /// <summary>Reads what a process says until it ends, and keeps the beginning, one character a byte.</summary>
    public static async Task<string> ReadErrorsAsync(Stream stream, CancellationToken enough = default)
    {
        var kept = new MemoryStream();
        var chunk = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk, CancellationToken.None).AsTask().WaitAsync(enough)) > 0)
                kept.Write(chunk, 0, (int)Math.Min(read, MostErrors - kept.Length));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe broke with its process, or somebody else holds it: what came before is what there is.
        }
        return Encoding.Latin1.GetString(kept.ToArray());
    }

    /// <summary>Resident memory of a process, in bytes; 0 where it has just ended.</summary>
    public static long ResidentMemory(Process process) => Cost(process, static process => process.WorkingSet64);

    /// <summary>The most resident memory that a process ever had, in bytes (VmHWM on Linux); 0 where it has just ended.</summary>
    public static long PeakMemory(Process process) => Cost(process, static process => process.PeakWorkingSet64);

    /// <summary>Processor time of a process, without that of processes that it started; 0 where it has just ended.</summary>
    public static TimeSpan ProcessorTime(Process process) => Cost(process, static process => process.TotalProcessorTime);

    private static T Cost<T>(Process process, Func<Process, T> read)
        where T : struct
    {
        try
        {
            process.Refresh();
            return read(process);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or IOException)
        {
            return default;     // it has just ended
        }
    }

    /// <summary>How a process ended by itself.</summary>
    public static RunResult Ended(int code, long peak, string said) =>
        code > Signals.ExitCodeBase && code < Signals.ExitCodeBase + 65 && !OperatingSystem.IsWindows()
            ? new RunResult(RunEnding.Signalled, code - Signals.ExitCodeBase, peak, said)
            : new RunResult(RunEnding.Exited, code, peak, said);
}
