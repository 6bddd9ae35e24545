using System.Net;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>A server that runs with a configuration that the product wrote.</summary>
public sealed class ConfiguredServer : RealPeer
{
    private ConfiguredServer(Running running)
        : base(running)
    {
    }

    /// <summary>Where it serves DICOM over TLS.</summary>
    public IPEndPoint Dicom => Loopback(Ports[0]);

    /// <summary>The second port that it was given.</summary>
    public IPEndPoint Other => Loopback(Ports[1]);

    /// <summary>Starts a program and waits until it listens on its ports.</summary>
    public static async Task<ConfiguredServer> StartAsync(
        string program, int portCount, Func<TemporaryFolder, int[], IEnumerable<string>> arguments, CancellationToken cancellation) =>
        new(await RunAsync(program, portCount, arguments, cancellation));
}
