using System.Net;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>DCMTK's storage server. It cannot be told to serve one address only: it listens on all of them.</summary>
public sealed class Storescp : RealPeer
{
    /// <summary>What a test with this peer needs.</summary>
    public const string Programs = "storescp";

    private Storescp(Running running)
        : base(running)
    {
    }

    /// <summary>Where it serves DICOM.</summary>
    public IPEndPoint Dicom => Loopback(Ports[0]);

    /// <summary>The files that it has received.</summary>
    public IReadOnlyList<string> Received => Directory.GetFiles(Folder);

    /// <summary>Starts one that takes anything from anyone, as it does by default.</summary>
    public static async Task<Storescp> StartAsync(CancellationToken cancellation) => new(await RunAsync(
        Programs,
        portCount: 1,
        (folder, ports) => ["--disable-host-lookup", "--output-directory", folder.Path, $"{ports[0]}"],
        cancellation));
}
