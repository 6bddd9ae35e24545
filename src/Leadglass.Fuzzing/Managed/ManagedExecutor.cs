using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Managed;

/// <summary>
/// Runs a method of .NET on inputs, in a worker process that lives as long as the method lets it: an exception costs nothing, whatever ends or
/// blocks the process costs the start of another, and that one stands ready already. Counts which blocks ran.
/// </summary>
/// <remarks>Used by one at a time.</remarks>
public sealed class ManagedExecutor : ICoverageExecutor
{
    private static readonly TimeSpan ToGetReady = TimeSpan.FromSeconds(30);

    private readonly InstrumentedTarget _target;
    private readonly ExecutionLimits _limits;
    private readonly TimeProvider _time;
    private readonly string _host;
    private readonly string _file;
    private readonly SharedRun _shared;
    private readonly byte[] _answer = new byte[1];
    private Worker? _worker;
    private Worker? _spare;

    /// <summary>Prepares; the first worker starts with the first run.</summary>
    /// <param name="target">The method, rewritten.</param>
    /// <param name="limits">What a run may cost: the clock, and memory as a limit of the managed heap.</param>
    /// <param name="host">The program that becomes the worker when its first argument is <see cref="ManagedWorker.Command"/>.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">The memory to share cannot be made: the disk may be full.</exception>
    public ManagedExecutor(InstrumentedTarget target, ExecutionLimits limits, string host, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(target);
        (_target, _limits, _host, _time, _file) = (target, limits, host, time, target.NextSharedFile());
        _shared = new SharedRun(_file, target.Probes);
    }

    /// <inheritdoc/>
    public ExecutionLimits Limits => _limits;

    /// <inheritdoc/>
    public int Blocks => _target.Probes;

    /// <inheritdoc/>
    public int Restarts { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Counters => _shared.Map;

    /// <summary>What the last run compared.</summary>
    internal IReadOnlyList<Comparison> Comparisons => _shared.Ring.Read();

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_worker is null)
        {
            var next = _spare ?? Worker.Start(StartInfo());
            _spare = null;
            if (next is null || await AnswerAsync(next, ToGetReady, cancellation) is not null)
                return new RunResult(RunEnding.NotStarted, 0, 0, next is null ? $"{_host}: cannot be started" : await EndAsync(next));
            _worker = next;
            _spare = Worker.Start(StartInfo());
        }
        var worker = _worker;
        _shared.Input = input.Length <= SharedRun.MostInput ? input.Span : input.Span[..SharedRun.MostInput];
        _shared.Map.Clear();
        _shared.Ring.Clear();
        try
        {
            worker.Orders.WriteByte(1);
            worker.Orders.Flush();
        }
        catch (IOException)
        {
            // It died in between, as when a thread of the last input failed later: the answer says how.
        }
        switch (await AnswerAsync(worker, _limits.Wall, cancellation))
        {
            case null:
                var thrown = _shared.Exception;
                return thrown.Length == 0 ? new RunResult(RunEnding.Exited, 0, 0, "") : new RunResult(RunEnding.Exited, Signals.ExitCodeBase + Signals.Abort, 0, $"Unhandled exception. {thrown}");
            case RunEnding.TimedOut:
                (_worker, Restarts) = (null, Restarts + 1);
                worker.Dispose();
                return new RunResult(RunEnding.TimedOut, 0, 0, "");
            default:
                (_worker, Restarts) = (null, Restarts + 1);
                var said = await EndAsync(worker);
                return TargetProcess.Ended(worker.Code, 0, said);
        }
    }

    /// <summary>Ends the workers.</summary>
    public void Dispose()
    {
        _worker?.Dispose();
        _spare?.Dispose();
        _shared.Dispose();
    }

    /// <summary>Waits for a byte; says how the worker failed to give it, or null.</summary>
    private async Task<RunEnding?> AnswerAsync(Worker worker, TimeSpan patience, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            return await worker.Answers.ReadAsync(_answer, either.Token) > 0 ? null : RunEnding.Exited;
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return RunEnding.TimedOut;
        }
    }

    private static async Task<string> EndAsync(Worker worker)
    {
        var said = await worker.EndAsync();
        worker.Dispose();
        return said;
    }

    private ProcessStartInfo StartInfo()
    {
        string[] arguments =
        [
            ManagedWorker.Command, _file, string.Create(CultureInfo.InvariantCulture, $"{_target.Probes}"), Path.Combine(_target.Path, Path.GetFileName(_target.Target.Assembly)),
            _target.Target.Type, _target.Target.Method, ManagedWorker.DeclaredPrefix + string.Join(',', _target.Target.Declared), $"{_target.Kind}", .. _target.Target.Instrumented,
        ];
        // What fails fast would leave a core file each time.
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(_host, arguments) : new ProcessStartInfo("/bin/sh", ["-c", "ulimit -c 0; exec \"$@\"", "sh", _host, .. arguments]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.WorkingDirectory = _target.Path;
        // A cause is known by its frames: what is inlined in libraries must not depend on how often it ran before.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = _limits.Memory.ToString("X", CultureInfo.InvariantCulture);
        return start;
    }

    private sealed class Worker(Process process) : IDisposable
    {
        private readonly Task<string> _errors = TargetProcess.ReadErrorsAsync(process.StandardError.BaseStream);

        public Stream Orders { get; } = process.StandardInput.BaseStream;

        public Stream Answers { get; } = process.StandardOutput.BaseStream;

        public int Code { get; private set; }

        public static Worker? Start(ProcessStartInfo info)
        {
            var process = new Process { StartInfo = info };
            try
            {
                TargetProcess.Start(process);
                return new Worker(process);
            }
            catch (Win32Exception)
            {
                process.Dispose();
                return null;
            }
        }

        public async Task<string> EndAsync()
        {
            // One that ended by itself is given the time to say why; one that hangs is not asked.
            using var late = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
            Code = process.ExitCode;
            return await _errors;
        }

        public void Dispose()
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                // It has ended.
            }
            process.Dispose();
        }
    }
}
