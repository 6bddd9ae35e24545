using System.Net;
using System.Net.Sockets;

namespace Leadglass.TestKit;

/// <summary>A client that plays a script on one connection and records what came.</summary>
public static class ScriptedClient
{
    /// <summary>Connects and plays the script to its end.</summary>
    /// <param name="server">Where to connect.</param>
    /// <param name="script">What the client does.</param>
    /// <param name="cancellation">Ends the script.</param>
    /// <returns>What came.</returns>
    /// <exception cref="ScriptFailedException">The server did not do what the script expected.</exception>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    public static async Task<RecordedConnection> PlayAsync(IPEndPoint server, Action<PeerScript> script, CancellationToken cancellation)
    {
        var steps = new PeerScript();
        script(steps);
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(server, cancellation);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }

        var record = new RecordedConnection(1, server, TimeProvider.System);
        using var conversation = new Conversation(socket, record, isServer: false);
        await conversation.PlayAsync(steps, cancellation);
        return record.Failure is null ? record : throw record.Failure;
    }
}
