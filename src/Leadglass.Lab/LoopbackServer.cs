using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Leadglass.Lab;

/// <summary>Accepts TCP connections on loopback, each on its own, until it is disposed.</summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    protected LoopbackServer(IPEndPoint endpoint)
    {
        RequireLoopback(endpoint);
        _listener = new TcpListener(endpoint);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Refuses an endpoint that another machine could reach.</summary>
    /// <exception cref="ArgumentException">It is not loopback.</exception>
    public static void RequireLoopback(IPEndPoint endpoint)
    {
        if (!IPAddress.IsLoopback(endpoint.Address))
            throw new ArgumentException("The practice hospital listens on loopback only.", nameof(endpoint));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _stopping.Dispose();
    }

    /// <summary>Serves one connection. What a peer does to it ends that connection only.</summary>
    protected abstract Task ServeAsync(Socket socket, CancellationToken cancellationToken);

    private async Task AcceptAsync()
    {
        var conversations = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                conversations.RemoveAll(c => c.IsCompleted);
                conversations.Add(ServeGuardedAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Stopped.
        }

        // Only who accepts may close the listener: closed by another while a connection comes in, the next accept is an error of use.
        _listener.Stop();
        await Task.WhenAll(conversations);
    }

    private async Task ServeGuardedAsync(Socket socket)
    {
        try
        {
            await ServeAsync(socket, _stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or AuthenticationException)
        {
            // The peer went away or was refused, or the hospital closes.
        }
        finally
        {
            socket.Dispose();
        }
    }
}
