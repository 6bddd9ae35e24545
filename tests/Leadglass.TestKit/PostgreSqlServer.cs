namespace Leadglass.TestKit;

/// <summary>A server of PostgreSQL in a temporary folder, on loopback, started with the first database that is asked for. It never runs as root, which it refuses.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    /// <summary>What a test with it needs.</summary>
    public const string Programs = "createdb initdb pg_ctl postgres setpriv";

    private const string User = "tester";

    private static readonly Dictionary<string, string> Password = new() { ["PGPASSWORD"] = "of-a-test" };

    private readonly SemaphoreSlim _starting = new(1);
    private readonly TemporaryFolder _folder = new();
    private ExternalProgram? _server;
    private int _port;
    private int _databases;

    private string Data => _folder.File("data");

    /// <summary>Makes a database of its own for one test.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>A connection string of Npgsql.</returns>
    /// <exception cref="ProgramFailedException">The server did not start, or refused.</exception>
    public async Task<string> NewDatabaseAsync(CancellationToken cancellation)
    {
        await _starting.WaitAsync(cancellation);
        try
        {
            if (_server is null)
                await StartAsync(cancellation);
            var name = $"test{++_databases}";
            await RunAsync("createdb", ["--host=127.0.0.1", $"--port={_port}", $"--username={User}", "--template=template0", name], cancellation);
            return $"Host=127.0.0.1;Port={_port};Username={User};Password={Password["PGPASSWORD"]};Database={name}";
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Ends the server as a failure of power would, and starts it again with the same databases.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await EndAsync(cancellation);
        _server = Serve(_port);
        await ReadyAsync(cancellation);
    }

    /// <summary>Ends the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await EndAsync(CancellationToken.None);
        _folder.Dispose();
        _starting.Dispose();
    }

    /// <summary>The command line that runs a program as somebody who is not root.</summary>
    private static string[] AsSomebody(string program, IEnumerable<string> arguments)
    {
        string[] command = [ExternalProgram.Find(program) ?? program, .. arguments];
        return Environment.IsPrivilegedProcess ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", .. command] : command;
    }

    private static async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var result = await ExternalProgram.RunAsync("setpriv", AsSomebody(program, arguments), cancellation, Password);
        if (result.ExitCode != 0)
            throw new ProgramFailedException($"{program} failed: {result.Output}{result.Errors}");
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        var password = _folder.Write("password", Password["PGPASSWORD"]);
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);
            File.SetUnixFileMode(password, (UnixFileMode)0b110_100_100);
        }

        await RunAsync("initdb", ["--pgdata", Data, "--username", User, "--pwfile", password, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync"], cancellation);
        (_server, var ports) = await ExternalProgram.StartServerAsync(1, free => Serve(free[0]), cancellation);
        _port = ports[0];
        await ReadyAsync(cancellation);
    }

    private ExternalProgram Serve(int port) =>
        ExternalProgram.Start("setpriv", AsSomebody("postgres", ["-D", Data, "-k", _folder.Path, "-h", "127.0.0.1", "-p", $"{port}", "-c", "fsync=off"]));

    // It listens before it is ready.
    private Task ReadyAsync(CancellationToken cancellation) => _server!.WritesAsync("ready to accept connections", cancellation);

    private async Task EndAsync(CancellationToken cancellation)
    {
        await RunAsync("pg_ctl", ["stop", "--pgdata", Data, "--mode", "immediate"], cancellation);
        await _server!.DisposeAsync();
    }
}
