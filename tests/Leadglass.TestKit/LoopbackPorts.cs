using System.Net;
using System.Net.Sockets;

namespace Leadglass.TestKit;

/// <summary>Finds ports for programs that cannot be told to take any free one.</summary>
public static class LoopbackPorts
{
    /// <summary>Names ports that are free now. Another program may take one before it is used: whoever starts a program with it tries again.</summary>
    /// <param name="count">How many different ports.</param>
    /// <returns>Ports on 127.0.0.1.</returns>
    public static int[] FindFree(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            foreach (var listener in listeners)
                listener.Start();
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
                listener.Dispose();
        }
    }
}
