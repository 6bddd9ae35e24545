using System.Net;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>DCMTK's small archive, which answers to one AE title. It cannot be told to serve one address only: it listens on all of them.</summary>
public sealed class Dcmqrscp : RealPeer
{
    /// <summary>What a test with this peer needs.</summary>
    public const string Programs = "dcmqrscp";

    /// <summary>The AE title that it answers to; any other is rejected as not recognised (1/1/7).</summary>
    public const string AETitle = "ARCHIVE";

    private Dcmqrscp(Running running)
        : base(running)
    {
    }

    /// <summary>Where it serves DICOM.</summary>
    public IPEndPoint Dicom => Loopback(Ports[0]);

    /// <summary>Starts one with an empty store.</summary>
    /// <param name="knownCaller">The only calling AE title that may use the store; null lets anyone in.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<Dcmqrscp> StartAsync(string? knownCaller, CancellationToken cancellation) => new(await RunAsync(
        Programs,
        portCount: 1,
        (folder, ports) =>
            ["--disable-host-lookup", "--config", folder.Write("dcmqrscp.cfg", Configuration(folder.Folder("store"), knownCaller, ports[0]))],
        cancellation));

    // The port of the known caller is where C-MOVE would send to: nobody listens there.
    private static string Configuration(string store, string? knownCaller, int port) => $"""
        NetworkTCPPort  = {port}
        MaxPDUSize      = 16384
        MaxAssociations = 16
        HostTable BEGIN
        caller = ({knownCaller ?? "NOBODY"}, 127.0.0.1, 9)
        HostTable END
        VendorTable BEGIN
        VendorTable END
        AETable BEGIN
        {AETitle} {store} RW (100, 64mb) {(knownCaller is null ? "ANY" : "caller")}
        AETable END

        """;
}
