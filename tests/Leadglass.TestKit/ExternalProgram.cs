using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Leadglass.TestKit;

/// <summary>A program outside this process: a real peer of the tests. This is the one place that starts processes.</summary>
public sealed class ExternalProgram : IAsyncDisposable
{
    private const string PostgreSql = "/usr/lib/postgresql";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private readonly string _name;
    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private ExternalProgram(string name, Process process)
    {
        _name = name;
        _process = process;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it has written to standard output so far.</summary>
    public string Output => Text(_output);

    /// <summary>What it has written to standard error so far.</summary>
    public string Errors => Text(_errors);

    /// <summary>Looks for a program on the path, where Debian keeps servers, which is not on everybody's path, and where <c>./test</c> unpacks them.</summary>
    /// <param name="name">A file name, or a whole path.</param>
    /// <returns>The whole path; null where there is no such program.</returns>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append("/usr/sbin")
            .Append(Path.Combine(Repository.Root, "artifacts", "peers", "usr", "sbin"))
            .Concat(Directory.Exists(PostgreSql) ? Directory.GetDirectories(PostgreSql).Order(StringComparer.Ordinal).Reverse().Select(static version => Path.Combine(version, "bin")) : [])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Starts a program that runs until it is disposed.</summary>
    /// <param name="name">A file name that <see cref="Find"/> finds.</param>
    /// <param name="arguments">One by one, without quotes.</param>
    /// <param name="environment">Variables to add to this process's own.</param>
    /// <returns>The running program; dispose it to kill it and what it has started.</returns>
    /// <exception cref="ProgramFailedException">There is no such program.</exception>
    public static ExternalProgram Start(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var path = Find(name) ?? throw new ProgramFailedException($"The program {name} is not installed.");
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            start.Environment[variable] = value;

        var program = new ExternalProgram(name, new Process { StartInfo = start });
#pragma warning disable RS0030 // This is the one place.
        program._process.Start();
#pragma warning restore RS0030
        program._process.StandardInput.Close();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="name">A file name that <see cref="Find"/> finds.</param>
    /// <param name="arguments">One by one, without quotes.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <param name="environment">Variables to add to this process's own.</param>
    /// <returns>Its exit code and what it wrote.</returns>
    /// <exception cref="ProgramFailedException">There is no such program.</exception>
    public static async Task<ProgramResult> RunAsync(
        string name, IEnumerable<string> arguments, CancellationToken cancellation, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var program = Start(name, arguments, environment);
        await program._process.WaitForExitAsync(cancellation);
        return new ProgramResult(program._process.ExitCode, program.Output, program.Errors, Stopwatch.GetElapsedTime(program._started));
    }

    /// <summary>Starts a server on ports that are free and waits until it listens on all of them; tries other ports when one was taken meanwhile.</summary>
    /// <param name="portCount">How many ports it needs.</param>
    /// <param name="start">Starts it with these ports.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The server and its ports.</returns>
    /// <exception cref="ProgramFailedException">It ended early or did not listen in time, three times in a row.</exception>
    public static async Task<(ExternalProgram Server, int[] Ports)> StartServerAsync(
        int portCount, Func<int[], ExternalProgram> start, CancellationToken cancellation)
    {
        const int Attempts = 3;
        for (var attempt = 1; ; attempt++)
        {
            var ports = LoopbackPorts.FindFree(portCount);
            var server = start(ports);
            try
            {
                foreach (var port in ports)
                    await server.ListensAsync(port, cancellation);
                return (server, ports);
            }
            catch (ProgramFailedException) when (attempt < Attempts)
            {
                await server.DisposeAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Waits until a loopback port accepts connections.</summary>
    /// <param name="port">A port on 127.0.0.1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Completed when it does.</returns>
    /// <exception cref="ProgramFailedException">The program ended, or 30 seconds passed.</exception>
    public Task ListensAsync(int port, CancellationToken cancellation) =>
        BecomesAsync($"listen on port {port}", () => AcceptsAsync(port, cancellation), cancellation);

    /// <summary>Waits until the program has written a text.</summary>
    /// <param name="text">Looked for in standard output and in standard error.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Completed when it has.</returns>
    /// <exception cref="ProgramFailedException">The program ended without, or 30 seconds passed.</exception>
    public Task WritesAsync(string text, CancellationToken cancellation) => BecomesAsync(
        $"write '{text}'",
        () => Task.FromResult(Output.Contains(text, StringComparison.Ordinal) || Errors.Contains(text, StringComparison.Ordinal)),
        cancellation);

    /// <summary>Kills the program and everything that it has started.</summary>
    /// <returns>Completed when it is gone.</returns>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task BecomesAsync(string expectation, Func<Task<bool>> condition, CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (HasExited)
                throw new ProgramFailedException($"{_name} ended (exit code {_process.ExitCode}) before it did {expectation}.\n{Output}\n{Errors}");
            if (Stopwatch.GetElapsedTime(since) > Patience)
                throw new ProgramFailedException($"{_name} did not {expectation} within {Patience.TotalSeconds} s.\n{Output}\n{Errors}");
            await Task.Delay(BetweenLooks, cancellation);
        }
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
