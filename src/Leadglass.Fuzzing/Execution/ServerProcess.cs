using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Leadglass.Fuzzing.Execution;

/// <summary>A server that was started to be tested: whether it still runs, what it says, how much memory it has.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int MostSaid = 64 * 1024;

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Task _listening;
    private readonly StringBuilder _said = new();
    private readonly Lock _lock = new();

    private ServerProcess(Process process)
    {
        _process = process;
        _listening = ListenAsync(process.StandardError.BaseStream);
    }

    /// <summary>The server has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its resident memory, in bytes; not that of processes that it made.</summary>
    public long Memory => TargetProcess.ResidentMemory(_process);

    /// <summary>Starts a server in a folder; says why it cannot be started.</summary>
    public static ServerProcess? Start(CommandTarget command, string folder, out string error)
    {
        error = "";
        var process = new Process { StartInfo = TargetProcess.Describe(command.Program, command.Arguments, folder, "ulimit -c 0") };
        try
        {
            TargetProcess.Start(process);
            process.StandardInput.Close();
            return new ServerProcess(process);
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            error = e.Message;
            return null;
        }
    }

    /// <summary>What it said on standard error since this was asked last, one character a byte; the beginning and the end of much.</summary>
    public string TakeSaid()
    {
        lock (_lock)
        {
            var said = _said.ToString();
            _said.Clear();
            return said;
        }
    }

    /// <summary>Waits a little for its end; what it said until then, and how it ended. Null where it still runs.</summary>
    public async Task<RunResult?> EndedAsync(TimeSpan patience, TimeProvider time)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            return null;
        }
        await Task.WhenAny(_listening, Task.Delay(LastWords, time));
        var result = TargetProcess.Ended(_process.ExitCode, 0, TakeSaid());
        return result.Ending == RunEnding.Exited ? result with { Ending = RunEnding.Quit } : result;
    }

    /// <summary>Ends it with all that it started.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(LastWords);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
        _process.Dispose();
    }

    private async Task ListenAsync(Stream stream)
    {
        var chunk = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk)) > 0)
            {
                lock (_lock)
                {
                    _said.Append(Encoding.Latin1.GetString(chunk, 0, read));
                    // The beginning says what went wrong, the end how it ended.
                    if (_said.Length > MostSaid)
                        _said.Remove(MostSaid / 2, _said.Length - MostSaid);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe broke with its process.
        }
    }
}
