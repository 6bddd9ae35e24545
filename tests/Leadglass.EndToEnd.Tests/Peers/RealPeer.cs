using System.Net;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>A server of somebody else, running with all its files in a folder of its own until it is disposed.</summary>
public abstract class RealPeer : IAsyncDisposable
{
    private readonly ExternalProgram _server;
    private readonly TemporaryFolder _folder;

    private protected RealPeer(Running running)
    {
        (_server, _folder, Ports) = running;
    }

    /// <summary>What it has written to its log on standard output and standard error.</summary>
    public string Log => _server.Output + _server.Errors;

    private protected IReadOnlyList<int> Ports { get; }

    private protected string Folder => _folder.Path;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts a server and waits until it listens on its ports.</summary>
    /// <param name="program">A program that stays in the foreground.</param>
    /// <param name="portCount">How many ports it needs.</param>
    /// <param name="arguments">Writes what the server needs into its folder, given its ports, and says how to call it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="environment">Variables to add to this process's own.</param>
    private protected static async Task<Running> RunAsync(
        string program, int portCount, Func<TemporaryFolder, int[], IEnumerable<string>> arguments, CancellationToken cancellation, IReadOnlyDictionary<string, string>? environment = null)
    {
        var folder = new TemporaryFolder();
        try
        {
            var (server, ports) = await ExternalProgram.StartServerAsync(
                portCount, ports => ExternalProgram.Start(program, arguments(folder, ports), environment), cancellation);
            return new Running(server, folder, ports);
        }
        catch (ProgramFailedException)
        {
            folder.Dispose();
            throw;
        }
    }

    private protected static IPEndPoint Loopback(int port) => new(IPAddress.Loopback, port);

    private protected sealed record Running(ExternalProgram Server, TemporaryFolder Folder, IReadOnlyList<int> Ports);
}
