using System.Net;
using System.Text.Json.Nodes;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Tls;

/// <summary><c>leadglass tls evaluate</c> with what real tools measure on a real server, beside what <c>leadglass tls server</c> finds there itself.</summary>
public sealed class EvaluateTests(LabPkiFolder pki) : IClassFixture<LabPkiFolder>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact("openssl sslscan")]
    public async Task Evaluate_Sslscan_SaysWhatOurOwnProbeSaysOrThatItIsOpen() => await AssertAgreesAsync(async (server, folder) =>
    {
        var report = folder.File("sslscan.xml");
        await ExternalProgram.RunAsync("sslscan", [$"--xml={report}", "--show-certificate", $"{server}"], Cancellation);
        return report;
    });

    [RealPeerFact("openssl nmap")]
    public async Task Evaluate_Nmap_SaysWhatOurOwnProbeSaysOrThatItIsOpen() => await AssertAgreesAsync(async (server, folder) =>
    {
        var report = folder.File("nmap.xml");
        await ExternalProgram.RunAsync("nmap", ["-Pn", "--script", "ssl-enum-ciphers,ssl-cert", "-p", $"{server.Port}", "-oX", report, $"{server.Address}"], Cancellation);
        return report;
    });

    private async Task AssertAgreesAsync(Func<IPEndPoint, TemporaryFolder, Task<string>> measureAsync)
    {
        using var folder = new TemporaryFolder();
        // A server that is wrong in one thing at least: static RSA key exchange and CBC beside what the profiles want.
        await using var server = await ConfiguredServer.StartAsync("openssl", 1, (_, ports) =>
        [
            "s_server", "-accept", $"127.0.0.1:{ports[0]}", "-quiet", "-cert", pki.File("ARCHIVE/server-rsa.crt"), "-key", pki.File("ARCHIVE/server-rsa.key"),
            "-cipher", "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:AES128-SHA", "-min_protocol", "TLSv1.2",
        ], Cancellation);

        var own = Verdicts(await Product.RunAsync("tls", "server", $"{server.Dicom}", "--format", "json"));
        var theirs = Verdicts(await Product.RunAsync("tls", "evaluate", await measureAsync(server.Dicom, folder), "--format", "json"));

        Assert.Equal("fail", own["B.12"]);
        Assert.Equal(own.Keys.Order(), theirs.Keys.Order());
        Assert.All(theirs, profile => Assert.True(
            profile.Value == own[profile.Key] || profile.Value == "inconclusive", $"{profile.Key}: {profile.Value}, and {own[profile.Key]} by our own probe"));
        Assert.Contains(theirs, static profile => profile.Value != "inconclusive");
    }

    private static Dictionary<string, string> Verdicts(ProgramResult result)
    {
        Assert.True(result.ExitCode is 0 or 1 or 3, result.AllOutput);
        return JsonNode.Parse(result.Output)!["targets"]![0]!["assessments"]!.AsArray().ToDictionary(static profile => (string)profile!["subject"]!, static profile => (string)profile!["verdict"]!);
    }
}
