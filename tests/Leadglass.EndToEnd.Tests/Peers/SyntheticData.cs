using System.Net;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>Data sets of people who do not exist. Tests look for their name on the wire to prove that it never crosses.</summary>
public static class SyntheticData
{
    /// <summary>The name of every synthetic patient begins with this.</summary>
    public const string PatientName = "LEADGLASS^TEST";

    /// <summary>Puts studies into an archive, one image each.</summary>
    /// <param name="server">The archive.</param>
    /// <param name="calledAETitle">The AE title to call it by.</param>
    /// <param name="callingAETitle">The AE title to call as.</param>
    /// <param name="studies">How many studies.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <exception cref="InvalidOperationException">The archive did not take them.</exception>
    public static async Task StoreStudiesAsync(
        IPEndPoint server, string calledAETitle, string callingAETitle, int studies, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var files = Enumerable.Range(1, studies).Select(study => folder.File($"{study}.dcm")).ToArray();
        for (var study = 1; study <= studies; study++)
            await WriteAsync(files[study - 1], Image(study), cancellation);
        await DcmtkClient.StoreAsync(server, calledAETitle, callingAETitle, files, cancellation);
    }

    /// <summary>Writes an image that <c>storescu</c> can send.</summary>
    internal static Task WriteImageAsync(string file, CancellationToken cancellation) => WriteAsync(file, Image(1), cancellation);

    /// <summary>Writes a file that <c>wlmscpfs</c> serves as an entry of a worklist.</summary>
    internal static Task WriteWorklistEntryAsync(string file, CancellationToken cancellation) => WriteAsync(file, WorklistEntry, cancellation);

    private static async Task WriteAsync(string file, string dump, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var result = await ExternalProgram.RunAsync("dump2dcm", [folder.Write("dump.txt", dump), file], cancellation);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"dump2dcm: {result.Output}{result.Errors}");
    }

    // A Secondary Capture image of two by two pixels. The UIDs stand under 2.25, where anyone may make one (PS3.5 §B.2).
    private static string Image(int study) => $"""
        (0008,0016) UI =SecondaryCaptureImageStorage
        (0008,0018) UI [2.25.7210042{study}.1.1]
        (0008,0020) DA [20250101]
        (0008,0030) TM [120000]
        (0008,0050) SH [LG{study}]
        (0008,0060) CS [OT]
        (0010,0010) PN [{PatientName}^{study}]
        (0010,0020) LO [LG-{study}]
        (0020,000d) UI [2.25.7210042{study}]
        (0020,000e) UI [2.25.7210042{study}.1]
        (0020,0010) SH [{study}]
        (0020,0011) IS [1]
        (0020,0013) IS [1]
        (0028,0002) US 1
        (0028,0004) CS [MONOCHROME2]
        (0028,0010) US 2
        (0028,0011) US 2
        (0028,0100) US 8
        (0028,0101) US 8
        (0028,0102) US 7
        (0028,0103) US 0
        (7fe0,0010) OB 00\01\02\03

        """;

    // The attributes that wlmscpfs asks of an entry (PS3.4 §K.6.1.2.2, matching keys and return keys of type 1).
    private const string WorklistEntry = $"""
        (0008,0050) SH [LG1]
        (0010,0010) PN [{PatientName}]
        (0010,0020) LO [LG-1]
        (0010,0030) DA [19000101]
        (0010,0040) CS [O]
        (0020,000d) UI [2.25.72100421]
        (0032,1060) LO [SYNTHETIC]
        (0040,0100) SQ
        (fffe,e000) -
        (0008,0060) CS [CT]
        (0040,0001) AE [MODALITY]
        (0040,0002) DA [20250101]
        (0040,0003) TM [120000]
        (0040,0006) PN
        (0040,0007) LO [SYNTHETIC]
        (0040,0009) SH [SPS1]
        (0040,0010) SH [ROOM]
        (0040,0011) SH
        (fffe,e00d) -
        (fffe,e0dd) -
        (0040,1001) SH [RP1]
        (0040,1003) SH [LOW]

        """;
}
