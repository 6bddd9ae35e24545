using System.ComponentModel;
using System.Diagnostics;

namespace Leadglass.Fuzzing.Execution;

/// <summary>
/// Runs the target on files, each in a working folder of its own, and reports what happened.
/// </summary>
/// <remarks>
/// Limits of processor time, file size and address space are set with <c>ulimit</c> by <c>sh</c>, which then becomes the target. On Windows they
/// would need job objects: there only the clock and resident memory are watched. What the target starts itself is killed with it, unless it
/// left its process tree.
/// </remarks>
/// <param name="target">The program.</param>
/// <param name="limits">What a run may cost.</param>
/// <param name="time">The clock.</param>
public sealed class CommandExecutor(CommandTarget target, ExecutionLimits limits, TimeProvider time) : IExecutor
{
    private const string InputName = "input.dcm";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leadglass-fuzz-");
    private long _runs;

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        var folder = _folder.CreateSubdirectory($"{Interlocked.Increment(ref _runs)}");
        try
        {
            var path = Path.Combine(folder.FullName, InputName);
            await File.WriteAllBytesAsync(path, input, cancellation);
            using var process = new Process { StartInfo = StartOf(folder.FullName, path) };
            try
            {
                TargetProcess.Start(process);
            }
            catch (Win32Exception e)
            {
                return new RunResult(RunEnding.NotStarted, 0, 0, e.Message);
            }
            return await WatchAsync(process, cancellation);
        }
        finally
        {
            Remove(folder);
        }
    }

    /// <summary>Removes the working folders.</summary>
    public void Dispose() => Remove(_folder);

    private async Task<RunResult> WatchAsync(Process process, CancellationToken cancellation)
    {
        process.StandardInput.Close();
        var errors = TargetProcess.ReadErrorsAsync(process.StandardError.BaseStream);
        var exit = process.WaitForExitAsync(CancellationToken.None);
        var started = time.GetTimestamp();
        RunEnding? killedFor = null;
        long peak = 0;
        while (!exit.IsCompleted)
        {
            peak = Math.Max(peak, TargetProcess.ResidentMemory(process));
            if (cancellation.IsCancellationRequested || peak > limits.Memory || time.GetElapsedTime(started) > limits.Wall)
            {
                killedFor = peak > limits.Memory ? RunEnding.OverMemory : RunEnding.TimedOut;
                process.Kill(entireProcessTree: true);
                await exit;
                break;
            }
            await Task.WhenAny(exit, Task.Delay(BetweenLooks, time, CancellationToken.None));
        }
        cancellation.ThrowIfCancellationRequested();

        // A grandchild that lives on may hold the pipe: what was said until now has to do.
        await Task.WhenAny(errors, Task.Delay(LastWords, time, CancellationToken.None));
        var said = errors.IsCompletedSuccessfully ? errors.Result : "";
        if (killedFor is { } reason)
            return new RunResult(reason, 0, peak, said);
        var code = process.ExitCode;
        if (code == TargetProcess.ShellFailed && said.Contains("ulimit", StringComparison.Ordinal))
            return new RunResult(RunEnding.NotStarted, 0, 0, said);
        return TargetProcess.Ended(code, peak, said);
    }

    private ProcessStartInfo StartOf(string folder, string path) => TargetProcess.Describe(
        target.Program, target.Arguments.Select(word => word.Replace(CommandTarget.Placeholder, path, StringComparison.Ordinal)), folder, Limits(), target.ReadsStandardInput ? InputName : null);

    /// <summary>What a shell has to say to limit itself. Sizes of files count in blocks of 512 bytes, memory in KiB (POSIX ulimit).</summary>
    /// <remarks>The soft limit of processor time comes first: with both at once the system kills, which looks like memory that ran out.</remarks>
    private string Limits()
    {
        var memory = limits.AddressSpace ? $" && ulimit -v {limits.Memory / 1024}" : "";
        return $"ulimit -c 0 && ulimit -S -t {limits.CpuSeconds} && ulimit -H -t {limits.CpuSeconds + 2} && ulimit -f {limits.FileSize / 512}{memory}";
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The target, or something it started, still writes there: the folder of the whole executor goes at the end.
        }
    }
}
