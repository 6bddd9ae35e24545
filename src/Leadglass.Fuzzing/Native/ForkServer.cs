using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Native;

/// <summary>The process of a program built with AFL++ that has come up and forks, or goes round, once an order.</summary>
internal sealed class ForkServer : IDisposable
{
    /// <summary>The variable by which a program finds the map of counters.</summary>
    public const string MapVariable = "__AFL_SHM_ID";

    private static readonly TimeSpan ToExit = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly string _mark;

    private ForkServer(Process process)
    {
        (_process, _mark) = (process, $"{MapVariable}={process.StartInfo.Environment[MapVariable]}");
        Protocol = new ForkServerProtocol(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
    }

    public ForkServerProtocol Protocol { get; }

    /// <summary>Starts it; it has still to be agreed with.</summary>
    /// <param name="info">How; standard input and output become the two descriptors of the protocol.</param>
    /// <exception cref="ForkServerException">It cannot be started.</exception>
    public static ForkServer Start(ProcessStartInfo info)
    {
        var process = new Process { StartInfo = info };
        try
        {
            TargetProcess.Start(process);
            return new ForkServer(process);
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new ForkServerException($"{info.FileName} is needed to start it: {e.Message}.");
        }
    }

    /// <summary>Ends the process and what it started; what waits for its words then has waited long enough.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended.
        }
    }

    /// <summary>The resident memory of the child that runs now, in bytes; 0 where it is not known.</summary>
    public long ChildMemory => Read("statm")?.Split(' ') is [_, var pages, ..] && long.TryParse(pages, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count * Environment.SystemPageSize : 0;

    /// <summary>Ends the child that runs now, and what it started; also one whose server is gone.</summary>
    public void EndChild()
    {
        // Which process that is the program itself says: believed where it has the mark of this server among the variables it was started with.
        if (Read("environ")?.Split('\0').Contains(_mark) != true)
            return;
        try
        {
            using var child = Process.GetProcessById(Protocol.Child!.Value);
            child.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has just ended.
        }
    }

    /// <summary>The exit code of a server that has ended, or does so within a moment.</summary>
    public int Exit()
    {
        if (!_process.WaitForExit(ToExit))
            Kill();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private string? Read(string file)
    {
        try
        {
            return Protocol.Child is > 1 and var child ? File.ReadAllText($"/proc/{child}/{file}") : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;    // it has just ended
        }
    }
}
