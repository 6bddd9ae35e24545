using System.Net;
using System.Net.Sockets;

namespace Leadglass.Bench;

/// <summary>Passes connections on to a server, one at a time, and keeps what each client said: what it sent before an answer came is one turn.</summary>
internal sealed class SessionRecorder(int port, int serverPort) : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port);
    private readonly List<List<byte[]>> _sessions = [];
    private readonly Lock _lock = new();

    /// <summary>The conversations that differ, in the order that they took place in.</summary>
    public IReadOnlyList<IReadOnlyList<byte[]>> Sessions
    {
        get
        {
            lock (_lock)
                return [.. _sessions.Where(static turns => turns.Count > 0).DistinctBy(static turns => string.Join(' ', turns.Select(Convert.ToHexString)))];
        }
    }

    public void Start()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptSocketAsync();
            using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            client.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, serverPort);
            var turns = new List<byte[]>();
            lock (_lock)
                _sessions.Add(turns);
            var isAnswered = true;
            await Task.WhenAny(
                PumpAsync(client, server, bytes =>
                {
                    if (isAnswered || turns.Count == 0)
                        turns.Add(bytes);
                    else
                        turns[^1] = [.. turns[^1], .. bytes];
                    isAnswered = false;
                }),
                PumpAsync(server, client, _ => isAnswered = true));
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Action<byte[]> heard)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                lock (_lock)
                    heard(buffer[..count]);
                await to.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One side has ended, and so has the other.
        }
    }
}
