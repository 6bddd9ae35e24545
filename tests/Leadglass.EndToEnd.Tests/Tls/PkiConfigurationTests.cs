using System.Globalization;
using System.Net;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Tls;

/// <summary>Each configuration of <c>leadglass tls pki new</c>, as it was made, in the program that it is for.</summary>
public sealed class PkiConfigurationTests(LabPkiFolder pki) : IClassFixture<LabPkiFolder>
{
    private const string StreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact("storescp echoscu openssl")]
    public async Task Storescp_WithItsScript_ServesTheModalityAndNobodyWithoutACertificate()
    {
        await using var server = await ConfiguredServer.StartAsync("sh", 1, (folder, ports) => [folder.Write("storescp.sh", pki.Configuration("dcmtk-storescp.sh", ports[0]))], Cancellation);

        await AssertMutualAsync(server.Dicom);
    }

    [RealPeerFact("Orthanc echoscu openssl")]
    public async Task Orthanc_WithItsFile_ServesTheModalityAndNobodyWithoutACertificate()
    {
        await using var server = await ConfiguredServer.StartAsync("Orthanc", 2, OrthancFolder, Cancellation);

        await AssertMutualAsync(server.Dicom);
    }

    [RealPeerFact("stunnel4 storescp echoscu openssl")]
    public async Task Stunnel_BeforeAServerInClearText_ServesTheModalityAndNobodyWithoutACertificate()
    {
        await using var archive = await Storescp.StartAsync(Cancellation);
        await using var server = await ConfiguredServer.StartAsync("stunnel4", 1, (folder, ports) =>
            [folder.Write("stunnel.conf", $"foreground = yes\npid =\n{pki.Configuration("stunnel-server.conf", ports[0], archive.Dicom.Port)}")], Cancellation);

        await AssertMutualAsync(server.Dicom);
    }

    [RealPeerFact("haproxy storescp echoscu openssl")]
    public async Task HAProxy_BeforeAServerInClearText_ServesTheModalityAndNobodyWithoutACertificate()
    {
        await using var archive = await Storescp.StartAsync(Cancellation);
        await using var server = await ConfiguredServer.StartAsync("haproxy", 1, (folder, ports) =>
            ["-db", "-f", folder.Write("haproxy.cfg", pki.Configuration("haproxy.cfg", ports[0], archive.Dicom.Port))], Cancellation);

        await AssertMutualAsync(server.Dicom);
    }

    [RealPeerFact($"nginx {StreamModule} storescp echoscu openssl")]
    public async Task Nginx_BeforeAServerInClearText_ServesTheModalityAndNobodyWithoutACertificate()
    {
        await using var archive = await Storescp.StartAsync(Cancellation);
        await using var server = await ConfiguredServer.StartAsync("nginx", 1, (folder, ports) =>
        [
            "-e", "stderr", "-p", folder.Path, "-c",
            folder.Write("nginx.conf", $$"""
                load_module {{StreamModule}};
                daemon off;
                master_process off;
                pid nginx.pid;
                events { }
                {{pki.Configuration("nginx-stream.conf", ports[0], archive.Dicom.Port)}}
                """),
        ], Cancellation);

        await AssertMutualAsync(server.Dicom);
    }

    [RealPeerFact("stunnel4 storescp echoscu")]
    public async Task Stunnel_BesideADeviceInClearText_ReachesTheServerByTls()
    {
        await using var archive = await ConfiguredServer.StartAsync("sh", 1, (folder, ports) => [folder.Write("storescp.sh", pki.Configuration("dcmtk-storescp.sh", ports[0])), "--fork"], Cancellation);
        await using var beside = await ConfiguredServer.StartAsync("stunnel4", 1, (folder, ports) =>
        [
            folder.Write("stunnel.conf", "foreground = yes\npid =\n" + pki.Configuration("stunnel-client.conf", archive.Dicom.Port)
                .Replace("11113", $"{ports[0]}", StringComparison.Ordinal)
                .Replace("connect = localhost:", "connect = 127.0.0.1:", StringComparison.Ordinal)),     // storescp listens on IPv4 only
        ], Cancellation);

        var echo = await DcmtkClient.EchoAsync(beside.Dicom, "ARCHIVE", "MODALITY", Cancellation);

        Assert.True(echo.ExitCode == 0, echo.AllOutput);
    }

    [RealPeerFact("haproxy storescp echoscu")]
    public async Task HAProxy_StartedAfterARevocation_RefusesThatClientAndServesTheOther()
    {
        using var folder = new TemporaryFolder();
        var own = folder.File("pki");
        Assert.Equal(0, (await Product.RunAsync("tls", "pki", "new", own, "--host", "localhost", "--ae", "ARCHIVE", "--ae", "MODALITY", "--days", "30")).ExitCode);
        var revoked = await Product.RunAsync("tls", "pki", "revoke", own, Path.Combine(own, "MODALITY/client-rsa.crt"));
        Assert.True(revoked.ExitCode == 0, revoked.AllOutput);
        Assert.Contains("MODALITY/client-rsa.crt", revoked.Output, StringComparison.Ordinal);

        await using var archive = await Storescp.StartAsync(Cancellation);
        await using var server = await ConfiguredServer.StartAsync("haproxy", 1, (scratch, ports) =>
            ["-db", "-f", scratch.Write("haproxy.cfg", File.ReadAllText(Path.Combine(own, "configuration/haproxy.cfg"))
                .Replace("2762", $"{ports[0]}", StringComparison.Ordinal)
                .Replace("127.0.0.1:11112", $"{archive.Dicom}", StringComparison.Ordinal))], Cancellation);

        var called = await EchoAsync(server.Dicom, ["--enable-tls", $"{own}/MODALITY/client-rsa.key", $"{own}/MODALITY/client-rsa.crt", "--add-cert-file", $"{own}/ca.crt"]);
        var other = await EchoAsync(server.Dicom, ["--enable-tls", $"{own}/MODALITY/client-ecdsa.key", $"{own}/MODALITY/client-ecdsa.crt", "--add-cert-file", $"{own}/ca.crt"]);

        Assert.True(called.ExitCode != 0, "a client whose certificate is revoked was served");
        Assert.True(other.ExitCode == 0, other.AllOutput);
    }

    [Fact]
    public async Task New_FolderThatIsThere_IsRefusedAndUntouched()
    {
        var key = await File.ReadAllTextAsync(pki.File("authority/root.key"), Cancellation);

        var again = await Product.RunAsync("tls", "pki", "new", pki.Path, "--ae", "A/B");

        Assert.Equal(2, again.ExitCode);
        Assert.Contains("is not empty. Keys are never overwritten", again.Errors, StringComparison.Ordinal);
        Assert.Contains("'A/B' cannot be used here", again.Errors, StringComparison.Ordinal);
        Assert.Equal(key, await File.ReadAllTextAsync(pki.File("authority/root.key"), Cancellation));
    }

    private static IEnumerable<string> WithoutCertificate(string trusted) => ["--anonymous-tls", "--add-cert-file", trusted];

    private IEnumerable<string> OrthancFolder(TemporaryFolder folder, int[] ports)
    {
        folder.Write("conf/tls.json", pki.Configuration("orthanc.json", ports[0]));
        folder.Write("conf/rest.json", $$"""
            { "StorageDirectory": "{{folder.Folder("storage")}}", "IndexDirectory": "{{folder.Folder("index")}}", "HttpPort": {{ports[1]}}, "Plugins": [] }
            """);
        return [folder.Folder("conf")];
    }

    /// <summary>The modality verifies with its script; without a certificate, and with one for servers only, nothing is verified.</summary>
    private async Task AssertMutualAsync(IPEndPoint server)
    {
        using var folder = new TemporaryFolder();
        var script = await ExternalProgram.RunAsync("sh", [folder.Write("echoscu.sh", pki.Configuration("dcmtk-echoscu.sh", server.Port)), "-v"], Cancellation);
        Assert.True(script.ExitCode == 0, script.AllOutput);
        Assert.Contains("Received Echo Response (Success)", script.AllOutput, StringComparison.Ordinal);

        var anonymous = await EchoAsync(server, WithoutCertificate(pki.File("ca.crt")));
        Assert.True(anonymous.ExitCode != 0, "a client without a certificate was served");

        var wrongUsage = await EchoAsync(server,
            ["--enable-tls", pki.File("MODALITY/server-rsa.key"), pki.File("MODALITY/server-rsa.crt"), "--add-cert-file", pki.File("ca.crt")]);
        Assert.True(wrongUsage.ExitCode != 0, "a client with a certificate for servers only was served");
    }

    private static Task<ProgramResult> EchoAsync(IPEndPoint server, IEnumerable<string> tls) => ExternalProgram.RunAsync(
        "echoscu", [.. tls, "-aec", "ARCHIVE", "127.0.0.1", server.Port.ToString(CultureInfo.InvariantCulture)], Cancellation);
}
