using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>Broken answers for clients: one whose faults are known, and real ones.</summary>
public sealed class FuzzScuTests
{
    private static readonly string Leadglass = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass");

    [Fact]
    public async Task PracticeClient_EachOfItsFaults_IsFoundMadeSmallerAndShownAgain()
    {
        using var folder = new TemporaryFolder();
        var campaign = folder.File("campaign");
        var port = Port();
        var result = await Product.RunAsync(
            "fuzz", "scu", "--listen", port, "--cases", "30", "--seed", "1", "--minimize", "20", "--memory", "512", "--output", campaign, "--", Leadglass, "lab", "client", port);
        Assert.True(result.ExitCode == 1, result.AllOutput);
        var evidence = await EvidenceAsync(campaign);

        Assert.Empty(evidence["unhealthySeeds"]!.AsArray());
        Assert.Contains($".session.json --listen {port} --memory 512 -- {Leadglass} lab client {port}", result.Errors, StringComparison.Ordinal);
        foreach (var kind in (string[])["Crash", "Hang", "Resources"])
        {
            var found = evidence["defects"]!.AsArray().FirstOrDefault(defect => $"{defect!["kind"]}" == kind && (int)defect["reproduced"]! == 3);
            Assert.True(found is not null, $"{kind}: {evidence["defects"]}");
            string[] replay =
                ["fuzz", "scu", "--listen", port, "--memory", "512", "--replay", Path.Combine(campaign, "reproducers", $"{found!["id"]}.session.json"), "--", Leadglass, "lab", "client", port];
            var again = await Product.RunAsync(replay);
            Assert.True(again.ExitCode == 1 && again.Output.Contains(kind, StringComparison.Ordinal), again.AllOutput);
            var repaired = await Product.RunAsync([.. replay, "--repaired"]);
            Assert.True(repaired.ExitCode == 0, repaired.AllOutput);
        }
    }

    /// <summary>DCMTK's clients, as Debian has them: what is asked is whether the campaign leads them through the protocol's states, not what it finds.</summary>
    [RealPeerFact("findscu echoscu")]
    public async Task ClientsOfDcmtk_Campaign_GoesThroughTheStateTable()
    {
        using var folder = new TemporaryFolder();
        var port = Port();
        foreach (var (name, requests, client) in ((string, string[], string[])[])
            [("find", ["A-ASSOCIATE-RQ", "C-FIND-RQ", "A-RELEASE-RQ"], ["findscu", "--study", "-k", "0008,0052=STUDY", "-k", "0010,0010", "127.0.0.1", port]), ("echo", ["A-ASSOCIATE-RQ", "C-ECHO-RQ", "A-RELEASE-RQ"], ["echoscu", "127.0.0.1", port])])
        {
            var result = await Product.RunAsync(["fuzz", "scu", "--listen", port, "--cases", "80", "--output", folder.File(name), "--", .. client]);
            Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
            var evidence = await EvidenceAsync(folder.File(name));
            var features = evidence["features"]!.AsArray().Select(static feature => $"{feature}").ToList();

            Assert.Equal(80, (long)evidence["cases"]!);
            Assert.Empty(evidence["unhealthySeeds"]!.AsArray());
            Assert.All(requests, request => Assert.Contains($"request {request}", features));
            // The states of a requestor that waits for an acceptance, has an association, and waits for its release (PS3.8 Table 9-10).
            Assert.All((string[])["Sta5", "Sta6", "Sta7"], state => Assert.Contains(features, feature => feature.StartsWith($"cell {state} Evt", StringComparison.Ordinal)));
        }
    }

    /// <summary>The sub-operation of C-GET: DCMTK's client takes the object that Leadglass makes up.</summary>
    [RealPeerFact("getscu")]
    public async Task GetscuOfDcmtk_TakesTheObjectOfASuboperation()
    {
        using var folder = new TemporaryFolder();
        var port = Port();
        var result = await Product.RunAsync(
            "fuzz", "scu", "--listen", port, "--cases", "1", "--output", folder.File("get"), "--", "getscu", "--study", "-k", "0008,0052=STUDY", "-k", "0020,000D=1.2", "127.0.0.1", port);

        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        Assert.Contains("status C-STORE-RSP 0000", (await EvidenceAsync(folder.File("get")))["features"]!.AsArray().Select(static feature => $"{feature}"));
    }

    [RealPeerFact("echoscu")]
    public async Task ClientInsideTls_IsAnswered()
    {
        using var folder = new TemporaryFolder();
        using var tls = new TlsFiles();
        tls.WriteTo(folder);
        var port = Port();
        var result = await Product.RunAsync(
            "fuzz", "scu", "--listen", port, "--cert", folder.File("rsa.pem"), "--key", folder.File("rsa.key"), "--cases", "10", "--output", folder.File("campaign"),
            "--", "echoscu", "--anonymous-tls", "--ignore-peer-cert", "127.0.0.1", port);

        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        Assert.Contains("request C-ECHO-RQ", (await EvidenceAsync(folder.File("campaign")))["features"]!.AsArray().Select(static feature => $"{feature}"));
    }

    /// <summary>A workstation may have an association open while it asks on another: one that says nothing does not hold up the other.</summary>
    [RealPeerFact("echoscu bash timeout")]
    public async Task ClientWithTwoConnectionsAtOnce_IsAnsweredOnBoth()
    {
        using var folder = new TemporaryFolder();
        var port = Port();
        var result = await Product.RunAsync(
            "fuzz", "scu", "--listen", port, "--cases", "1", "--timeout", "60s", "--output", folder.File("campaign"),
            "--", "bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{port}; exec timeout 10 echoscu 127.0.0.1 {port}");

        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        // Made of what was asked when everything was answered in good order.
        Assert.Contains("to-c-echo-rq", $"{(await EvidenceAsync(folder.File("campaign")))["seeds"]}", StringComparison.Ordinal);
    }

    [RealPeerFact("echoscu")]
    public async Task ClientInClear_WhereTlsIsSpoken_IsToldSo()
    {
        using var folder = new TemporaryFolder();
        using var tls = new TlsFiles();
        tls.WriteTo(folder);
        var port = Port();
        var result = await Product.RunAsync(
            "fuzz", "scu", "--listen", port, "--cert", folder.File("rsa.pem"), "--key", folder.File("rsa.key"), "--output", folder.File("campaign"), "--", "echoscu", "127.0.0.1", port);

        Assert.True(result.ExitCode == 3 && result.Errors.Contains("no TLS session came about", StringComparison.Ordinal), result.AllOutput);
    }

    [Fact]
    public async Task WhatStopsIt_IsSaid()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var used = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        foreach (var (exitCode, words, arguments) in ((int, string, string[])[])
            [
                (3, "cannot listen", ["--listen", used, "--", Leadglass, "lab", "client", used]),
                (3, "asked for no association", ["--listen", Port(), "--", Leadglass, "--version"]),
                (3, "no client connected", ["--listen", Port(), "--wait", "100ms"]),
                (4, "--scope", ["--listen", $"0.0.0.0:{Port()}"]),
                (2, "name a port", ["--listen", "nowhere", "--cases", "0"]),
                (2, "no such program", ["--listen", Port(), "--", "leadglass-none"]),
            ])
        {
            var result = await Product.RunAsync(["fuzz", "scu", "--output", folder.File("campaign"), .. arguments]);
            Assert.True(result.ExitCode == exitCode && result.Errors.Contains(words, StringComparison.Ordinal), $"{string.Join(' ', arguments)}: {result.ExitCode} {result.AllOutput}");
        }
    }

    private static string Port() => LoopbackPorts.FindFree(1)[0].ToString(CultureInfo.InvariantCulture);

    private static async Task<JsonNode> EvidenceAsync(string campaign) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(campaign, "evidence.json"), TestContext.Current.CancellationToken))!;
}
