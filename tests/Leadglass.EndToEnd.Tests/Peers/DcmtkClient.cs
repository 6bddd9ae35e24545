using System.Globalization;
using System.Net;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>DCMTK's client programs.</summary>
public static class DcmtkClient
{
    /// <summary>What a test with these clients needs.</summary>
    public const string Programs = "echoscu storescu findscu dump2dcm";

    /// <summary>Asks for verification (C-ECHO, PS3.7 §9.1.5). The result tells how long that took, the start of the program included.</summary>
    public static Task<ProgramResult> EchoAsync(IPEndPoint server, string calledAETitle, string callingAETitle, CancellationToken cancellation) =>
        RunAsync("echoscu", server, calledAETitle, callingAETitle, [], cancellation);

    /// <summary>Sends files (C-STORE, PS3.7 §9.1.1).</summary>
    /// <exception cref="InvalidOperationException">They were not accepted.</exception>
    public static async Task StoreAsync(
        IPEndPoint server, string calledAETitle, string callingAETitle, IEnumerable<string> files, CancellationToken cancellation)
    {
        var result = await RunAsync("storescu", server, calledAETitle, callingAETitle, files, cancellation);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"storescu: {result.Output}{result.Errors}");
    }

    /// <summary>Looks for all studies (C-FIND, PS3.4 §C.4.1) and returns what the program has printed.</summary>
    public static Task<ProgramResult> FindStudiesAsync(IPEndPoint server, string calledAETitle, string callingAETitle, CancellationToken cancellation) =>
        RunAsync("findscu", server, calledAETitle, callingAETitle, ["--study", "-k", "0008,0052=STUDY", "-k", "0010,0010"], cancellation);

    /// <summary>Looks for all worklist entries (C-FIND, PS3.4 §K.4.1) and returns what the program has printed.</summary>
    public static Task<ProgramResult> FindWorklistAsync(IPEndPoint server, string calledAETitle, string callingAETitle, CancellationToken cancellation) =>
        RunAsync("findscu", server, calledAETitle, callingAETitle, ["--worklist", "-k", "0010,0010"], cancellation);

    private static Task<ProgramResult> RunAsync(
        string program, IPEndPoint server, string calledAETitle, string callingAETitle, IEnumerable<string> arguments, CancellationToken cancellation) =>
        ExternalProgram.RunAsync(
            program,
            ["-v", "-aec", calledAETitle, "-aet", callingAETitle, $"{server.Address}", server.Port.ToString(CultureInfo.InvariantCulture), .. arguments],
            cancellation);
}
