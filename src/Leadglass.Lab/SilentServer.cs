using System.Net;
using System.Net.Sockets;

namespace Leadglass.Lab;

/// <summary>Accepts connections and says nothing, as a hung service does.</summary>
internal sealed class SilentServer(IPEndPoint endpoint) : LoopbackServer(endpoint)
{
    protected override async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, cancellationToken) > 0)
        {
            // Listening is all it does.
        }
    }
}
