using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class CheckCommandTests(Hospital hospital) : IClassFixture<Hospital>
{
    private const string PublicAddress = "203.0.113.9";     // RFC 5737: nobody's

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NothingToReport_IsExit0() => (await Cli.CheckAsync(hospital["INTRANET"])).Ended(0);

    [Fact]
    public async Task Findings_AreExit1() => Assert.Contains("LG-EXP-021", (await Cli.CheckAsync(hospital["ARCHIVE"])).Ended(1).Out, StringComparison.Ordinal);

    [Theory]
    [InlineData("critical", 0)]
    [InlineData("high", 0)]
    [InlineData("medium", 1)]
    [InlineData("INFO", 1)]
    public async Task FailOn_MovesTheThreshold(string threshold, int exitCode) =>
        (await Cli.CheckAsync(hospital["WORKSTATION"], "--fail-on", threshold)).Ended(exitCode);

    [Fact]
    public async Task NothingAnswers_IsExit3AndSaysWho()
    {
        var port = LoopbackPorts.FindFree(1)[0];
        var result = (await Cli.CheckAsync($"127.0.0.1:{port}")).Ended(3);

        Assert.Contains($"127.0.0.1:{port}", result.Out, StringComparison.Ordinal);
        Assert.Contains("nothing listens there", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoAnswerFromOne_DoesNotHideTheFindingsOfAnother() =>
        (await Cli.CheckAsync($"127.0.0.1:{LoopbackPorts.FindFree(1)[0]}", hospital["ARCHIVE"])).Ended(1);

    [Fact]
    public async Task UnknownName_IsExit3AndSaysWhich() =>
        Assert.Contains("nobody.invalid", (await Cli.CheckAsync("nobody.invalid")).Ended(3).Out, StringComparison.Ordinal);

    [Fact]
    public async Task PublicAddress_WithoutScope_IsExit4AndNothingIsSentToAnyone()
    {
        await using var peer = ScriptedPeer.Listen(s => s.StaySilent());
        var result = (await Cli.CheckAsync(peer.EndPoint.ToString(), PublicAddress)).Ended(4);

        Assert.Empty(peer.Connections);
        Assert.Contains(PublicAddress, result.Error, StringComparison.Ordinal);
        Assert.Contains("scope init", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task PublicAddress_OutsideTheScope_IsExit4()
    {
        using var folder = new TemporaryFolder();
        await using var peer = ScriptedPeer.Listen(s => s.StaySilent());
        var scope = folder.Write("scope.yaml", "owner: a\nauthorisedBy: b\nvalidFrom: 2000-01-01\nvalidTo: 2999-12-31\nnetblocks: [198.51.100.0/24]\n");

        (await Cli.CheckAsync(peer.EndPoint.ToString(), PublicAddress, "--scope", scope)).Ended(4);
        Assert.Empty(peer.Connections);
    }

    [Fact]
    public async Task PublicAddress_InsideTheScope_IsAllowed()
    {
        using var folder = new TemporaryFolder();
        var scope = folder.Write("scope.yaml", "owner: a\nauthorisedBy: b\nvalidFrom: 2000-01-01\nvalidTo: 2999-12-31\nnetblocks: [203.0.113.0/24]\n");

        Assert.Contains(PublicAddress, (await Cli.CheckAsync(PublicAddress, "--scope", scope, "--dry-run")).Ended(0).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255:104")]
    public async Task AddressOfNoSystem_IsExit2(string target) => Assert.Contains(target, (await Cli.CheckAsync(target)).Ended(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task EveryMistake_IsReportedAtOnceAndNothingIsSent()
    {
        using var folder = new TemporaryFolder();
        await using var peer = ScriptedPeer.Listen(s => s.StaySilent());
        var list = folder.Write("hosts.txt", "10.0.0.1\npacs1:0\n");
        var scope = folder.Write("scope.yaml", "owner: \"\"\n");
        var nmap = folder.Write("scan.xml", "<html/>");
        var result = (await Cli.RunAsync(
            "check", peer.EndPoint.ToString(), "10.0.0.999", "http://pacs", $"@{list}", "@" + folder.File("gone"),
            "--ports", "0", "--from-nmap", nmap, "--from-nmap", folder.File("gone.xml"), "--scope", scope,
            "--called", "TOO LONG AN AE TITLE", "--calling", "A\\B", "--fast", "--gentle", "--delay", "-1", "--timeout", "1", "--budget", "0",
            "--only", "LG-EXP-999", "--output", folder.File("report.docx"), "--output", folder.File("report.json") + "/none.json", "--baseline", folder.File("gone.json"))).Ended(2);

        foreach (var mistake in (string[])
        [
            "10.0.0.999", "http://pacs", "hosts.txt:2:", "gone'", "--ports", "scan.xml", "gone.xml", "'owner' must be filled in", "'netblocks' is missing",
            "TOO LONG AN AE TITLE", @"A\B", "--fast and --gentle", "--delay", "--timeout", "--budget", "LG-EXP-999", "report.docx", "none.json", "gone.json",
        ])
        {
            Assert.Contains(mistake, result.Error, StringComparison.Ordinal);
        }

        Assert.All(result.ErrorLines, line => Assert.StartsWith("leadglass: ", line, StringComparison.Ordinal));
        Assert.Empty(peer.Connections);
        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData("@")]
    [InlineData("10.0.0.1", "--scope", "")]
    [InlineData("10.0.0.1", "--from-nmap", "")]
    [InlineData("10.0.0.1", "--baseline", "")]
    [InlineData("10.0.0.1", "--output", "")]
    [InlineData("10.0.0.1", "--called", "")]
    [InlineData("10.0.0.1", "--only", "")]
    [InlineData("10.0.0.1", "--ports", "")]
    [InlineData("")]
    [InlineData]
    public async Task EmptyValue_OfAVariableThatWasNeverSet_IsExit2(params string[] arguments)
    {
        var result = (await Cli.CheckAsync(arguments)).Ended(2);

        Assert.NotEmpty(result.ErrorLines);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format", "docx")]
    [InlineData("--fail-on", "terrible")]
    [InlineData("--color", "pink")]
    [InlineData("--budget", "many")]
    public async Task OptionThatIsNone_IsExit2WithTheWayToHelp(params string[] arguments) =>
        Assert.Contains("leadglass check --help", (await Cli.CheckAsync(["10.0.0.1", .. arguments])).Ended(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task UnknownOption_IsExit2AndNamed() => Assert.Contains("--no-such-option", (await Cli.CheckAsync("10.0.0.1", "--no-such-option")).Ended(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Folder_WhereAFileBelongs_IsExit2()
    {
        using var folder = new TemporaryFolder();
        foreach (var option in (string[])["--scope", "--from-nmap", "--baseline"])
            Assert.Contains(option, (await Cli.CheckAsync("10.0.0.1", option, folder.Path)).Ended(2).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LG-EXP-21", "LG-EXP-021")]
    [InlineData("exp21", "LG-EXP-021")]
    public async Task Only_UnknownRule_SuggestsTheOneThatWasMeant(string typed, string meant) =>
        Assert.Contains($"did you mean {meant}?", (await Cli.CheckAsync("10.0.0.1", "--only", typed)).Ended(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Only_JudgesByTheNamedRules()
    {
        var report = JsonNode.Parse((await Cli.CheckAsync(hospital["ARCHIVE"], "--only", "LG-EXP-001", "--only", "lg-exp-031", "--format", "json")).Ended(0).Out)!;

        Assert.Equal(["LG-EXP-031", "LG-EXP-001"], report["findings"]!.AsArray().Select(f => (string?)f!["ruleId"]).OrderDescending());
    }

    [Fact]
    public async Task DryRun_SendsNothingAndNamesWhatWouldBeSent()
    {
        await using var peer = ScriptedPeer.Listen(s => s.StaySilent());
        var plan = (await Cli.CheckAsync(peer.EndPoint.ToString(), "--called", "ARCHIVE", "--dry-run")).Ended(0).Out;

        Assert.Empty(peer.Connections);
        Assert.StartsWith("Nothing was sent", plan, StringComparison.Ordinal);
        foreach (var said in (string[])[$"127.0.0.1, ports {peer.Port}", "LEADGLASS", "C-ECHO", "C-FIND Study Root        StudyInstanceUID 2.25.", "ARCHIVE", "HEAD /", "GET /dicom-web/studies?StudyInstanceUID=2.25."])
            Assert.Contains(said, plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_NamesTheVeryKeysThatARunWithTheSameRandomnessSends()
    {
        await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu(1).Send([3, 0, 0, 0, 0, 4, 0, 1, 1, 1]).StaySilent());
        var plan = (await Cli.CheckAsync(peer.EndPoint.ToString(), "--dry-run")).Out;
        await Cli.CheckAsync(peer.EndPoint.ToString());

        var called = System.Text.Encoding.ASCII.GetString(peer.Connections[0].ReceivedBytes(), 10, 16).TrimEnd();
        Assert.Contains($"A-ASSOCIATE-RQ called {called}, calling LEADGLASS", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_OfTheSameRun_LeavesNothingNew()
    {
        using var folder = new TemporaryFolder();
        var before = folder.File("before.json");
        (await Cli.CheckAsync(hospital["ARCHIVE"], "--output", before)).Ended(1);

        (await Cli.CheckAsync(hospital["ARCHIVE"], "--baseline", before)).Ended(0);
        (await Cli.CheckAsync(hospital["ARCHIVE"], hospital["WORKLIST"], "--baseline", before)).Ended(1);
    }

    [Theory]
    [InlineData("10.0.0.1\r\n10.0.0.2\r\n")]
    [InlineData("\uFEFF10.0.0.1\n10.0.0.2\n")]
    [InlineData("10.0.0.1 # röntgen\n\n10.0.0.2")]
    public async Task ListOfTargets_FromAnyEditor_IsRead(string content)
    {
        using var folder = new TemporaryFolder();
        var plan = (await Cli.CheckAsync($"@{folder.Write("Röntgen hosts.txt", content)}", "--dry-run")).Ended(0).Out;

        Assert.Contains("Targets (2 addresses)", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InternationalName_IsShownAsTypedAndItsErrorToo() =>
        Assert.Contains("röntgen.invalid: not known to the resolver", (await Cli.CheckAsync("röntgen.invalid", "--dry-run")).Ended(0).Out, StringComparison.Ordinal);

    [Fact]
    public async Task IPv6Address_IsCheckedAndNamedInBrackets()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "no IPv6 here");
        using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var serving = ServeAsync();
        var report = JsonNode.Parse((await Cli.CheckAsync($"[::1]:{port}", "--format", "json")).Out)!;
        listener.Stop();
        await serving;

        Assert.Equal($"[::1]:{port}", (string?)report["targets"]![0]!["id"]);

        async Task ServeAsync()
        {
            try
            {
                while (true)
                    (await listener.AcceptSocketAsync(Token)).Dispose();
            }
            catch (SocketException)
            {
                // Stopped.
            }
        }
    }

    [Fact]
    public async Task Nmap_OpenPorts_AreChecked()
    {
        using var folder = new TemporaryFolder();
        var endpoint = IPEndPoint.Parse(hospital["ARCHIVE"]);
        var scan = folder.Write("scan.xml", $"""
            <?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun><host><address addr="127.0.0.1" addrtype="ipv4"/>
            <ports><port protocol="tcp" portid="{endpoint.Port}"><state state="open"/><service name="dicom"/></port>
            <port protocol="tcp" portid="22"><state state="open"/><service name="ssh"/></port></ports></host></nmaprun>
            """);
        var result = (await Cli.CheckAsync("--from-nmap", scan)).Ended(1);

        Assert.Contains(hospital["ARCHIVE"], result.Out, StringComparison.Ordinal);
        Assert.Contains("open ports of other services were left alone (1)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_WritesWhatWasFoundAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        await using var slow = ScriptedPeer.Listen(s => s.ExpectPdu(1).Send(_ => { cancellation.Cancel(); return []; }).StaySilent());
        var file = folder.File("report.json");
        var archive = IPEndPoint.Parse(hospital["ARCHIVE"]).Port;
        var result = await Cli.RunUntilAsync(cancellation.Token, "check", "--delay", "0", $"127.0.0.1:{archive},{slow.Port}", "--output", file);

        result.Ended(1);
        Assert.Contains("was ended before everything was checked", result.Out, StringComparison.Ordinal);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(file, Token))!;
        Assert.Equal(hospital["ARCHIVE"], (string?)report["targets"]![0]!["id"]);
    }

    [Fact]
    public async Task CancelledBeforeAnythingWasFound_IsExit3()
    {
        using var cancellation = new CancellationTokenSource();
        await using var slow = ScriptedPeer.Listen(s => s.ExpectPdu(1).Send(_ => { cancellation.Cancel(); return []; }).StaySilent());

        (await Cli.RunUntilAsync(cancellation.Token, "check", slow.EndPoint.ToString())).Ended(3);
    }

    [Theory]
    [InlineData("nobody.invalid")]
    [InlineData("127.0.0.1:1")]
    public async Task CancelledBeforeItStarted_IsExit3WithoutATrace(string target)
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        (await Cli.RunUntilAsync(cancellation.Token, "check", target)).Ended(3);
    }

    [Fact]
    public async Task Progress_IsShownOnATerminalOnly()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        await LeadglassCommand.RunAsync(["check", hospital["BUSY"]], new Surroundings { Out = output, Error = error, ShowsProgress = true }, Token);

        Assert.EndsWith("\r\u001b[K", error.ToString(), StringComparison.Ordinal);
        Assert.Empty((await Cli.CheckAsync(hospital["BUSY"])).Error);
    }

    [Fact]
    public async Task ResponseFileSyntax_MeansAListOfTargetsAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        var list = folder.Write("hosts.txt", "--fast\n");

        Assert.Contains("hosts.txt:1:", (await Cli.CheckAsync($"@{list}")).Ended(2).Error, StringComparison.Ordinal);
    }
}
