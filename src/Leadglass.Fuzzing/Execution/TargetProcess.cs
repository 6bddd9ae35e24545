using System.Diagnostics;
using System.Text;

namespace Leadglass.Fuzzing.Execution;

/// <summary>A process of a target. The one place of the product that starts processes.</summary>
internal static class TargetProcess
{
    private const int MostErrors = 64 * 1024;

    /// <summary>Starts a process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static void Start(Process process)
    {
#pragma warning disable RS0030 // This is the one place.
        process.Start();
#pragma warning restore RS0030
    }

    /// <summary>Reads what a process says until it ends, and keeps the beginning, one character a byte.</summary>
    public static async Task<string> ReadErrorsAsync(Stream stream)
    {
        var kept = new MemoryStream();
        var chunk = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk)) > 0)
                kept.Write(chunk, 0, (int)Math.Min(read, MostErrors - kept.Length));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe broke with its process: what came before is what there is.
        }
        return Encoding.Latin1.GetString(kept.ToArray());
    }

    /// <summary>How a process ended by itself.</summary>
    public static RunResult Ended(int code, long peak, string said) =>
        code > Signals.ExitCodeBase && code < Signals.ExitCodeBase + 65 && !OperatingSystem.IsWindows()
            ? new RunResult(RunEnding.Signalled, code - Signals.ExitCodeBase, peak, said)
            : new RunResult(RunEnding.Exited, code, peak, said);
}
