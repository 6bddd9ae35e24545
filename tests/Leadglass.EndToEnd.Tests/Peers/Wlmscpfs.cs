using System.Net;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>DCMTK's worklist server. It cannot be told to serve one address only: it listens on all of them.</summary>
public sealed class Wlmscpfs : RealPeer
{
    /// <summary>What a test with this peer needs.</summary>
    public const string Programs = "wlmscpfs dump2dcm";

    /// <summary>The AE title that has a worklist.</summary>
    public const string AETitle = "WORKLIST";

    private Wlmscpfs(Running running)
        : base(running)
    {
    }

    /// <summary>Where it serves DICOM.</summary>
    public IPEndPoint Dicom => Loopback(Ports[0]);

    /// <summary>Starts one with a single synthetic entry on its list.</summary>
    public static async Task<Wlmscpfs> StartAsync(CancellationToken cancellation)
    {
        var worklist = new Wlmscpfs(await RunAsync(
            "wlmscpfs",
            portCount: 1,
            (folder, ports) =>
            {
                folder.Write($"{AETitle}/lockfile", "");
                return ["--disable-host-lookup", "--data-files-path", folder.Path, $"{ports[0]}"];
            },
            cancellation));
        await SyntheticData.WriteWorklistEntryAsync(Path.Combine(worklist.Folder, AETitle, "entry.wl"), cancellation);
        return worklist;
    }
}
