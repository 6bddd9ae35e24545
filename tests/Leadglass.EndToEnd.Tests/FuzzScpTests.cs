using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.Lab;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>Broken conversations with servers: one whose faults are known, and real ones.</summary>
public sealed class FuzzScpTests
{
    private static readonly string Leadglass = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass");

    [Fact]
    public async Task PracticeArchive_EachOfItsFaults_IsFoundMadeSmallerAndShownAgain()
    {
        using var folder = new TemporaryFolder();
        var campaign = folder.File("campaign");
        var port = Port();
        var result = await Product.RunAsync(
            "fuzz", "scp", $"127.0.0.1:{port}", "--store", "--cases", "400", "--seed", "4", "--minimize", "40", "--output", campaign, "--", Leadglass, "lab", "archive", port);
        Assert.True(result.ExitCode == 1, result.AllOutput);
        var evidence = await EvidenceAsync(campaign);
        var defects = evidence["defects"]!.AsArray().Select(static defect => defect!).ToList();

        foreach (var (kind, site) in ((string, string)[])
            [("Crash", "SIGABRT"), ("Quit", "exit code 0"), ("Hang", "verification is no longer answered"), ("Integrity", "a stored object was damaged")])
        {
            var found = defects.FirstOrDefault(defect => $"{defect["kind"]}" == kind && $"{defect["site"]}".Contains(site, StringComparison.Ordinal) && (int)defect["reproduced"]! == 3);
            Assert.True(found is not null, $"{kind}: {evidence["defects"]}");
            var replay = await Product.RunAsync(
                "fuzz", "scp", $"127.0.0.1:{port}", "--store", "--replay", Path.Combine(campaign, "reproducers", $"{found!["id"]}.session.json"), "--", Leadglass, "lab", "archive", port);
            Assert.True(replay.ExitCode == 1 && replay.Output.Contains(kind, StringComparison.Ordinal), replay.AllOutput);
        }
        Assert.Empty(evidence["unhealthySeeds"]!.AsArray());
    }

    [Fact]
    public async Task PracticeArchive_Repaired_HasNoneOfItsFaults()
    {
        using var folder = new TemporaryFolder();
        var campaign = folder.File("campaign");
        var port = Port();
        var result = await Product.RunAsync("fuzz", "scp", $"127.0.0.1:{port}", "--store", "--cases", "260", "--seed", "4", "--output", campaign, "--", Leadglass, "lab", "archive", port, "--repaired");

        Assert.True(result.ExitCode == 0, result.AllOutput);
        Assert.Empty((await EvidenceAsync(campaign))["defects"]!.AsArray());
    }

    /// <summary>DCMTK's receiver, as Debian has it: what is asked is whether the campaign reaches the protocol's states, not what it finds.</summary>
    [RealPeerFact(Storescp.Programs)]
    public async Task Storescp_Campaign_GoesThroughTheStateTable()
    {
        using var folder = new TemporaryFolder();
        var campaign = folder.File("campaign");
        var port = Port();
        var result = await Product.RunAsync("fuzz", "scp", $"127.0.0.1:{port}", "--store", "--cases", "250", "--output", campaign, "--", "storescp", port);
        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        var evidence = await EvidenceAsync(campaign);
        var features = evidence["features"]!.AsArray().Select(static feature => $"{feature}").ToList();

        Assert.Equal(250, (long)evidence["cases"]!);
        Assert.Empty(evidence["unhealthySeeds"]!.AsArray());
        // Every PDU in the states that an acceptor can be led through, seen in this campaign; DCMTK answers with at least an abort and a rejection.
        Assert.InRange(features.Count(static feature => feature.StartsWith("cell ", StringComparison.Ordinal)), 30, 60);
        Assert.Contains(features, static feature => feature.StartsWith("abort ", StringComparison.Ordinal));
        Assert.Contains(features, static feature => feature.StartsWith("reject ", StringComparison.Ordinal));
        Assert.Contains("status C-STORE-RSP 0000", features);
    }

    [RealPeerFact(Storescp.Programs)]
    public async Task StorescpInsideTls_IsReached()
    {
        using var folder = new TemporaryFolder();
        using var tls = new TlsFiles();
        tls.WriteTo(folder);
        var campaign = folder.File("campaign");
        var port = Port();
        var result = await Product.RunAsync(
            "fuzz", "scp", $"127.0.0.1:{port}", "--tls", "--cases", "60", "--output", campaign,
            "--", "storescp", "--enable-tls", folder.File("rsa.key"), folder.File("rsa.pem"), "--ignore-peer-cert", port);

        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        var evidence = await EvidenceAsync(campaign);
        Assert.Empty(evidence["unhealthySeeds"]!.AsArray());
        Assert.Contains("status C-ECHO-RSP 0000", evidence["features"]!.AsArray().Select(static feature => $"{feature}"));
        // Without TLS the same server cannot be talked to at all: it was TLS that was used.
        Assert.Equal(3, (await Product.RunAsync(
            "fuzz", "scp", $"127.0.0.1:{port}", "--timeout", "500ms", "--cases", "1", "--output", folder.File("other"),
            "--", "storescp", "--enable-tls", folder.File("rsa.key"), folder.File("rsa.pem"), "--ignore-peer-cert", port)).ExitCode);
    }

    [Fact]
    public async Task ServerOnIPv6_IsReached()
    {
        using var folder = new TemporaryFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var endpoint = new IPEndPoint(IPAddress.IPv6Loopback, LoopbackPorts.FindFree(1)[0]);
        var archive = new PracticeArchive(endpoint, folder.Folder("store"), isRepaired: true).RunAsync(stop.Token);
        var result = await Product.RunAsync("fuzz", "scp", $"[::1]:{endpoint.Port}", "--cases", "40", "--output", folder.File("campaign"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => archive);

        Assert.True(result.ExitCode == 0, result.AllOutput);
        Assert.Contains("status C-ECHO-RSP 0000", (await EvidenceAsync(folder.File("campaign")))["features"]!.AsArray().Select(static feature => $"{feature}"));
    }

    [RealPeerFact(Storescp.Programs)]
    public async Task Storescp_RunBySomebodyElse_StillRunsAfterwards()
    {
        await using var peer = await Storescp.StartAsync(TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();
        var result = await Product.RunAsync("fuzz", "scp", $"{peer.Dicom}", "--cases", "60", "--output", folder.File("campaign"));

        Assert.True(result.ExitCode == 0, result.AllOutput);
        // Without --store nothing may be left there.
        Assert.Empty(peer.Received);
    }

    [Fact]
    public async Task NobodyListens_IsSaid()
    {
        using var folder = new TemporaryFolder();
        var result = await Product.RunAsync("fuzz", "scp", $"127.0.0.1:{Port()}", "--cases", "1", "--output", folder.File("campaign"));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("refused", result.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ServerThatDiesAtStart_IsSaidWithItsLastWords()
    {
        using var folder = new TemporaryFolder();
        var result = await Product.RunAsync("fuzz", "scp", $"127.0.0.1:{Port()}", "--cases", "1", "--output", folder.File("campaign"), "--", Leadglass, "lab", "archive", "80");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("between 1024 and 65535", result.Errors, StringComparison.Ordinal);
    }

    /// <summary>An address of documentation (RFC 5737), to which nothing may be sent: no scope names it.</summary>
    [Fact]
    public async Task OtherAddressThanLoopback_IsRefusedWithoutAScope()
    {
        var result = await Product.RunAsync("fuzz", "scp", "192.0.2.1:104", "--cases", "1");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("Nothing was sent", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyMistakes_AreToldAtOnce()
    {
        var result = await Product.RunAsync("fuzz", "scp", "127.0.0.1", "--called", "A TITLE THAT IS TOO LONG", "--rate", "0", "--memory", "1", "--cases", "0", "--timeout", "soon");

        Assert.Equal(2, result.ExitCode);
        foreach (var wanted in (string[])["name one host and its port", "1 to 16 printable", "--rate", "--memory", "--cases", "--timeout"])
            Assert.Contains(wanted, result.Errors, StringComparison.Ordinal);
    }

    private static string Port() => LoopbackPorts.FindFree(1)[0].ToString(CultureInfo.InvariantCulture);

    private static async Task<JsonNode> EvidenceAsync(string campaign) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(campaign, "evidence.json"), TestContext.Current.CancellationToken))!;
}
