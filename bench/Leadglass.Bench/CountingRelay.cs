using System.Net;
using System.Net.Sockets;

namespace Leadglass.Bench;

/// <summary>Passes connections on to a server and counts them.</summary>
internal sealed class CountingRelay(int port, int serverPort) : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port);
    private int _connections;

    public void Start()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Connections since the last question.</summary>
    public int TakeCount() => Interlocked.Exchange(ref _connections, 0);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptSocketAsync();
            Interlocked.Increment(ref _connections);
            _ = RelayAsync(client);
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using (client)
        using (var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await server.ConnectAsync(IPAddress.Loopback, serverPort);
            await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
                await to.SendAsync(buffer.AsMemory(0, count));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One side has ended, and so has the other.
        }
    }
}
