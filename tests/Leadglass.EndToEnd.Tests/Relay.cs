using System.Net;
using System.Net.Sockets;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>Stands between the product and a real server and keeps every byte: what was asked, what came back, how many connections at a time.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _server;
    private readonly List<Conversation> _conversations = [];
    private readonly Task _accepting;
    private readonly List<Socket> _clients = [];

    private Relay(IPEndPoint server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Every connection so far.</summary>
    public IReadOnlyList<Conversation> Conversations => _conversations;

    /// <summary>The most connections that were open at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public static Relay To(IPEndPoint server) => new(server);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var pumps = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                // Asked of the kernel: a pump notices the end of its connection a moment after the fact.
                MostAtOnce = Math.Max(MostAtOnce, 1 + _clients.Count(OpenConnection.IsOpen));
                _clients.Add(client.Client);
                var conversation = new Conversation();
                _conversations.Add(conversation);
                pumps.Add(RelayAsync(client, conversation));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Closed.
        }

        await Task.WhenAll(pumps);
    }

    private async Task RelayAsync(TcpClient client, Conversation conversation)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_server);
            var downwards = PumpAsync(server, client, conversation.Received);
            await PumpAsync(client, server, conversation.Sent);
            await downwards;
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to, MemoryStream copy)
    {
        var buffer = new byte[64 * 1024];
        var (source, destination) = (from.GetStream(), to.GetStream());
        try
        {
            while (await source.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
            {
                copy.Write(buffer, 0, read);
                await destination.WriteAsync(buffer.AsMemory(0, read), TestContext.Current.CancellationToken);
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            to.Close();
        }
    }

    /// <summary>One connection.</summary>
    public sealed class Conversation
    {
        /// <summary>What the product sent.</summary>
        public MemoryStream Sent { get; } = new();

        /// <summary>What the server sent.</summary>
        public MemoryStream Received { get; } = new();
    }
}
