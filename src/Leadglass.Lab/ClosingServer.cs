using System.Net;
using System.Net.Sockets;

namespace Leadglass.Lab;

/// <summary>Closes every connection at once, as a service does that serves listed addresses only.</summary>
internal sealed class ClosingServer(IPEndPoint endpoint) : LoopbackServer(endpoint)
{
    protected override Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        socket.Close(0);
        return Task.CompletedTask;
    }
}
