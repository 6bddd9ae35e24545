using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Microsoft.Win32.SafeHandles;

namespace Leadglass.Fuzzing.Native;

/// <summary>
/// Runs a program built with AFL++ on files, as afl-fuzz would: its fork server starts once, each run is a child of it, or a round of the same
/// child, and counters in shared memory tell what ran.
/// </summary>
/// <remarks>
/// Used by one at a time. A run holds the thread that asks for it: runs are short, and to change threads can take longer. All runs have the same working folder. Processor time is not limited, because a child may live for thousands of runs;
/// resident memory is looked at in runs that last.
/// </remarks>
[SupportedOSPlatform("linux")]
public sealed class ForkServerExecutor : ICoverageExecutor
{
    /// <summary>The longest input that goes through shared memory, as in AFL++ and in the reading loop of its own macros: what is longer is cut.</summary>
    public const int MostSharedInput = 1 << 20;

    private const int LengthOfInput = sizeof(int);
    private const int MostErrors = 64 * 1024;
    private const int Stopped = 0x7F;

    private static readonly TimeSpan ToGetReady = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leadglass-fuzz-");
    private readonly SharedSegment _map = new(ForkServerProtocol.MostCounters);
    private readonly SharedSegment _input = new(LengthOfInput + MostSharedInput);
    private readonly CommandTarget _target;
    private readonly InstrumentedProgram _program;
    private readonly ForkServerWatch _watch;
    private readonly SafeFileHandle _errors;
    private readonly StandardInputFile? _standardInput;
    private ForkServer? _server;
    private ForkServerTerms _terms = null!;
    private bool _wasKilled;

    private ForkServerExecutor(CommandTarget target, ExecutionLimits limits, TimeProvider time)
    {
        (_target, _watch, Limits) = (target, new ForkServerWatch(time), limits);
        _program = InstrumentedProgram.Of(target.Program);
        _errors = File.OpenHandle(ErrorsFile, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
        _standardInput = target.ReadsStandardInput ? new StandardInputFile(InputFile) : null;
    }

    /// <inheritdoc/>
    /// <remarks>Without the one on address space where the program cannot start under it.</remarks>
    public ExecutionLimits Limits { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<ReadOnlyMemory<byte>> Dictionary { get; private set; } = [];

    /// <inheritdoc/>
    public int Blocks { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Counters => _map.Bytes[..Blocks];

    /// <inheritdoc/>
    public int Restarts { get; private set; }

    private string InputFile => Path.Combine(_folder.FullName, "input.dcm");

    private string ErrorsFile => Path.Combine(_folder.FullName, "errors");

    /// <summary>Starts the program up to its fork server.</summary>
    /// <param name="target">The program; without a placeholder among its arguments it reads standard input, or shared memory.</param>
    /// <param name="limits">What a run may cost.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ForkServerException">It cannot be started, or its fork server does not greet as one should.</exception>
    /// <exception cref="IOException">There is no shared memory, or the disk is full.</exception>
    public static ForkServerExecutor Start(CommandTarget target, ExecutionLimits limits, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(limits);
        var executor = new ForkServerExecutor(target, limits, time);
        try
        {
            executor.StartServer(cancellation);
            executor.Blocks = executor._terms.MapSize;
            executor.Dictionary = TokenDictionary.OfCompiler(executor._terms.Dictionary);
            return executor;
        }
        catch
        {
            executor.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_server is null && Restart(cancellation) is { } reason)
            return Task.FromResult(new RunResult(RunEnding.NotStarted, 0, 0, reason));
        _map.Bytes[..Blocks].Clear();
        Put(input.Span);
        return Task.FromResult(Run(_server!, cancellation));
    }

    /// <summary>Ends the program and removes its folder.</summary>
    public void Dispose()
    {
        _watch.Dispose();
        _server?.Dispose();
        _standardInput?.Dispose();
        _errors.Dispose();
        _input.Dispose();
        _map.Dispose();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something that the program started still writes there: the system's cleaning of temporary files takes the rest.
        }
    }

    private RunResult Run(ForkServer server, CancellationToken cancellation)
    {
        bool isOver;
        _watch.Begin(server, Limits.Wall, Limits.Memory, cancellation);
        try
        {
            server.Protocol.Order(_wasKilled);
            isOver = server.Protocol.End();
        }
        catch (IOException)
        {
            isOver = false;     // it died in between, as when a thread of the last input failed later
        }
        var (killedFor, peak) = _watch.End();
        _wasKilled = killedFor is not null;
        var exit = 0;
        if (!isOver)
        {
            (_server, Restarts) = (null, Restarts + 1);
            exit = server.Exit();
            server.EndChild();
            server.Dispose();
        }
        cancellation.ThrowIfCancellationRequested();
        var said = TakeErrors();
        return killedFor is { } reason ? new RunResult(reason, 0, peak, said)
            : isOver ? Ended(server.Protocol.Status, peak, said)
            : TargetProcess.Ended(exit, peak, said);
    }

    /// <summary>What a parent is told (waitpid(2)): a child that stopped has come round in its loop and waits for more.</summary>
    private static RunResult Ended(int status, long peak, string said) =>
        (status & 0xFF) == Stopped ? new RunResult(RunEnding.Exited, 0, peak, said)
        : (status & 0x7F) != 0 ? new RunResult(RunEnding.Signalled, status & 0x7F, peak, said)
        : TargetProcess.Ended((status >> 8) & 0xFF, peak, said);

    private void Put(ReadOnlySpan<byte> input)
    {
        if (_terms.SharesInput)
        {
            var cut = input[..Math.Min(input.Length, MostSharedInput)];
            BitConverter.TryWriteBytes(_input.Bytes, cut.Length);
            cut.CopyTo(_input.Bytes[LengthOfInput..]);
        }
        else if (_standardInput is not null)
        {
            _standardInput.Put(input);
        }
        else
        {
            // A new one each time: the program may have put something else in its place.
            File.Delete(InputFile);
            File.WriteAllBytes(InputFile, input);
        }
    }

    private string TakeErrors()
    {
        var length = RandomAccess.GetLength(_errors);
        if (length == 0)
            return "";
        var bytes = new byte[Math.Min(length, MostErrors)];
        var read = RandomAccess.Read(_errors, bytes, 0);
        RandomAccess.SetLength(_errors, 0);
        return Encoding.Latin1.GetString(bytes, 0, read);
    }

    private string? Restart(CancellationToken cancellation)
    {
        try
        {
            StartServer(cancellation);
            return _terms.MapSize == Blocks ? null : "its fork server came up with another number of counters";
        }
        catch (ForkServerException e)
        {
            return e.Message;
        }
    }

    private void StartServer(CancellationToken cancellation)
    {
        _wasKilled = false;
        try
        {
            (_server, _terms) = Greeted(cancellation);
        }
        catch (ForkServerException) when (Limits.AddressSpace)
        {
            // Sanitizers reserve terabytes: they cannot start under a limit.
            TakeErrors();
            Limits = Limits with { AddressSpace = false };
            StartServer(cancellation);
        }
        catch (ForkServerException e)
        {
            var said = TakeErrors();
            throw said.Length == 0 ? e : new ForkServerException($"{e.Message} It said: {said.Split('\n', 2)[0]}");
        }
    }

    private (ForkServer Server, ForkServerTerms Terms) Greeted(CancellationToken cancellation)
    {
        var server = ForkServer.Start(StartInfo());
        _watch.Begin(server, ToGetReady, long.MaxValue, cancellation);
        try
        {
            return (server, server.Protocol.Greet());
        }
        catch (IOException e)
        {
            var (killedFor, _) = _watch.End();
            server.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw killedFor is not null ? new ForkServerException($"Its fork server did not greet within {ToGetReady.TotalSeconds} s.")
                : e as ForkServerException ?? new ForkServerException(e.Message);
        }
        finally
        {
            _watch.End();
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var arguments = _target.Arguments.Select(word => word.Replace(CommandTarget.Placeholder, InputFile, StringComparison.Ordinal));
        // bash, because others take descriptors of one digit only.
        var start = new ProcessStartInfo("bash", ["-c", Prefix(), "bash", ErrorsFile, _target.Program, .. arguments])
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        TargetProcess.PrepareSanitizers(start);
        start.Environment[ForkServer.MapVariable] = _map.Id.ToString(CultureInfo.InvariantCulture);
        start.Environment["__AFL_SHM_FUZZ_ID"] = _input.Id.ToString(CultureInfo.InvariantCulture);
        start.Environment["AFL_MAP_SIZE"] = ForkServerProtocol.MostCounters.ToString(CultureInfo.InvariantCulture);
        // Otherwise each child would look up the functions it calls again.
        start.Environment["LD_BIND_NOW"] = "1";
        if (_program.IsPersistent)
            start.Environment["__AFL_PERSISTENT"] = "1";
        if (_program.IsDeferred)
            start.Environment["__AFL_DEFER_FORKSRV"] = "1";
        return start;
    }

    /// <summary>bash counts sizes of files and memory in KiB.</summary>
    private string Prefix()
    {
        var input = _standardInput is { } file ? string.Create(CultureInfo.InvariantCulture, $"<&{file.Descriptor} {file.Descriptor}<&-") : "< /dev/null";
        var memory = Limits.AddressSpace ? string.Create(CultureInfo.InvariantCulture, $" && ulimit -v {Limits.Memory / 1024}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"exec 198<&0 199>&1 > /dev/null 2>> \"$1\" {input}; shift; ulimit -c 0 && ulimit -f {Limits.FileSize / 1024}{memory} || exit; exec \"$@\"");
    }
}
