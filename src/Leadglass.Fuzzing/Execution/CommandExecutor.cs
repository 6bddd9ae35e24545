using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Leadglass.Fuzzing.Mutation;

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
public sealed partial class CommandExecutor(CommandTarget target, ExecutionLimits limits, TimeProvider time) : IExecutor
{
    private const string InputName = "input.dcm";

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leadglass-fuzz-");
    private long _runs;

    /// <inheritdoc/>
    public Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation) => RunAsync(input, RunWatch.Usual, cancellation);

    /// <summary>Runs it on a file, and looks at more than its ending.</summary>
    internal async Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, RunWatch watch, CancellationToken cancellation)
    {
        using var folder = new RunFolder(_folder.CreateSubdirectory($"{Interlocked.Increment(ref _runs)}"));
        var path = Path.Combine(folder.Work, InputName);
        await File.WriteAllBytesAsync(path, Canaries.Aimed(input, folder.Tree), cancellation);
        using var process = new Process { StartInfo = StartOf(folder, path, watch) };
        try
        {
            TargetProcess.Start(process);
        }
        catch (Win32Exception e)
        {
            return new RunResult(RunEnding.NotStarted, 0, 0, e.Message);
        }
        var run = await WatchAsync(process, watch, cancellation);
        return run with
        {
            Strays = folder.Strays(),
            RanCommand = folder.HasCommandCanary(),
            ProcessorTime = watch.IsMeasured ? Measured(folder.Output) : run.ProcessorTime,
            Output = watch.Fill is null ? null : folder.Written(path),
        };
    }

    /// <summary>Removes the working folders.</summary>
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Something that the target started still writes there, or made folders deeper than a path can say: the system's cleaning of temporary files takes the rest.
        }
    }

    private async Task<RunResult> WatchAsync(Process process, RunWatch watch, CancellationToken cancellation)
    {
        process.StandardInput.Close();
        using var enough = new CancellationTokenSource();
        var errors = TargetProcess.ReadErrorsAsync(process.StandardError.BaseStream, enough.Token);
        var exit = process.WaitForExitAsync(CancellationToken.None);
        var started = time.GetTimestamp();
        RunEnding? killedFor = null;
        long peak = 0;
        var busy = TimeSpan.Zero;
        while (!exit.IsCompleted)
        {
            peak = Math.Max(peak, TargetProcess.PeakMemory(process));
            busy = TargetProcess.ProcessorTime(process) is var seen && seen > busy ? seen : busy;
            if (cancellation.IsCancellationRequested || peak > limits.Memory || time.GetElapsedTime(started) > limits.Wall)
            {
                killedFor = peak > limits.Memory ? RunEnding.OverMemory : RunEnding.TimedOut;
                process.Kill(entireProcessTree: true);
                await exit;
                break;
            }
            await Task.WhenAny(exit, Task.Delay(watch.BetweenLooks, time, CancellationToken.None));
        }
        cancellation.ThrowIfCancellationRequested();

        // A grandchild that lives on may hold the pipe: what was said until now has to do.
        await Task.WhenAny(errors, Task.Delay(LastWords, time, CancellationToken.None));
        await enough.CancelAsync();
        var said = await errors;
        if (killedFor is { } reason)
            return new RunResult(reason, 0, peak, said) { ProcessorTime = busy };
        var code = process.ExitCode;
        if (code == TargetProcess.ShellFailed && said.Contains("ulimit", StringComparison.Ordinal))
            return new RunResult(RunEnding.NotStarted, 0, 0, said);
        return TargetProcess.Ended(code, peak, said) with { ProcessorTime = busy };
    }

    private ProcessStartInfo StartOf(RunFolder folder, string path, RunWatch watch)
    {
        var arguments = target.Arguments.Select(word => word.Replace(CommandTarget.Placeholder, path, StringComparison.Ordinal));
        var input = target.ReadsStandardInput ? InputName : null;
        var start = watch.IsMeasured ? TargetProcess.DescribeMeasured(target.Program, arguments, folder.Work, Limits(), folder.Output, input)
            : watch.Fill is null ? TargetProcess.Describe(target.Program, arguments, folder.Work, Limits(), input: input)
            : TargetProcess.Describe(target.Program, arguments, folder.Work, Limits(), folder.Output, input);
        start.Environment["HOME"] = folder.Home;
        start.Environment["TMPDIR"] = folder.Temporary;
        if (watch.Fill is { } fill)
            start.Environment["MALLOC_PERTURB_"] = fill.ToString(CultureInfo.InvariantCulture);
        return start;
    }

    /// <summary>What the shell wrote: <c>0m0.123s 0m0.004s</c>, of itself, and in the second line of what it waited for. The most that it may take where it wrote nothing, because it was killed.</summary>
    private TimeSpan Measured(string file)
    {
        var lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        return lines.Length < 2 ? TimeSpan.FromSeconds(limits.CpuSeconds) : TimeSpan.FromSeconds(Times().Matches(lines[1])
            .Sum(static match => (60 * double.Parse(match.Groups["minutes"].Value, CultureInfo.InvariantCulture)) + double.Parse(match.Groups["seconds"].Value.Replace(',', '.'), CultureInfo.InvariantCulture)));
    }

    /// <summary>What a shell has to say to limit itself. Sizes of files count in blocks of 512 bytes, memory in KiB (POSIX ulimit).</summary>
    /// <remarks>The soft limit of processor time comes first: with both at once the system kills, which looks like memory that ran out.</remarks>
    private string Limits()
    {
        var memory = limits.AddressSpace ? $" && ulimit -v {limits.Memory / 1024}" : "";
        return $"ulimit -c 0 && ulimit -S -t {limits.CpuSeconds} && ulimit -H -t {limits.CpuSeconds + 2} && ulimit -f {limits.FileSize / 512}{memory}";
    }

    [GeneratedRegex("(?<minutes>[0-9]+)m(?<seconds>[0-9]+([.,][0-9]+)?)s", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Times();
}
