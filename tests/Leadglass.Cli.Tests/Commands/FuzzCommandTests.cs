using System.Text.Json.Nodes;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class FuzzCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task File_EverythingWrongAtOnce_IsReportedAtOnce()
    {
        _folder.Write("seeds/letter.txt", "this is a letter, not an image");

        var result = await Cli.RunAsync(
            "fuzz", "file", "--output", _folder.File("campaign"), "--seeds", _folder.Folder("seeds"), "--cases", "0", "--duration", "soon", "--jobs", "0", "--exits", "0,many", "--", "no-such-program-here", "@@");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        foreach (var wrong in new[] { "there is no such program", "--cases", "--duration: soon", "--jobs", "--exits: many", "not DICOM" })
            Assert.Contains(wrong, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("campaign")));
    }

    [Fact]
    public async Task File_OraclesThatAreNone_AreAllNamed()
    {
        var result = await Cli.RunAsync("fuzz", "file", "--oracle", "files,smell", "--no-oracle", "taste", "--beside", "no-such-program @@", "--output", _folder.File("campaign"), "--", "sh", "@@");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        foreach (var wrong in new[] { "--oracle: smell", "--no-oracle: taste", "--beside: no-such-program" })
            Assert.Contains(wrong, result.Error, StringComparison.Ordinal);
        Assert.Contains("--beside", (await Cli.RunAsync("fuzz", "file", "--oracle", "disagreement", "--output", _folder.File("campaign"), "--", "sh", "@@")).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    [RealPeerFact("sh")]
    public async Task Replay_FileWithAPathThatTheProgramFollows_FailsUnlessNobodyWatches()
    {
        var target = _folder.WriteScript("follows", "#!/bin/sh\npath=$(LC_ALL=C sed -n 's/.*path:\\([^|]*\\)|.*/\\1/p' \"$1\")\n[ -z \"$path\" ] || : > \"$path\"\n");
        var file = _folder.Write("case.dcm", "path:../../leadglass-canary|");

        Assert.Contains("StrayFile", (await Cli.RunAsync("fuzz", "replay", file, "--times", "1", "--", target, "@@")).Ended(ExitCode.Findings).Out, StringComparison.Ordinal);
        (await Cli.RunAsync("fuzz", "replay", file, "--times", "1", "--no-oracle", "files", "--", target, "@@")).Ended(ExitCode.Clean);
    }

    [Fact]
    public async Task File_NoPlaceForTheFile_IsRefused() =>
        Assert.Contains("no argument is @@", (await Cli.RunAsync("fuzz", "file", "--output", _folder.File("campaign"), "--", "sh", "-c")).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);

    [RealPeerFact("sh")]
    public async Task File_TargetThatDiesAtStart_IsIncompleteAndSaysSo()
    {
        var target = _folder.WriteScript("dies", "#!/bin/sh\nkill -SEGV $$\n");

        var result = (await Cli.RunAsync("fuzz", "file", "--cases", "5", "--output", _folder.File("campaign"), "--", target, "@@")).Ended(ExitCode.Incomplete);

        Assert.Contains("fails on every seed as it is", result.Out, StringComparison.Ordinal);
    }

    [RealPeerFact("sh")]
    public async Task File_TargetThatCannotBeStarted_IsIncompleteAndSaysSo()
    {
        var target = _folder.WriteScript("broken", "#!/no/such/interpreter\n");

        var result = (await Cli.RunAsync("fuzz", "file", "--cases", "5", "--output", _folder.File("campaign"), "--", target, "@@")).Ended(ExitCode.Incomplete);

        Assert.Contains("cannot be started", result.Out, StringComparison.Ordinal);
    }

    [RealPeerFact("sh")]
    public async Task File_FolderOfAnotherCampaign_IsLeftAlone()
    {
        var target = _folder.WriteScript("refuses", "#!/bin/sh\nexit 1\n");
        string[] command = ["fuzz", "file", "--cases", "5", "--jobs", "1", "--output", _folder.File("campaign")];
        (await Cli.RunAsync([.. command, "--", target, "@@"])).Ended(ExitCode.Clean);
        var state = await File.ReadAllTextAsync(_folder.File("campaign/campaign.json"), TestContext.Current.CancellationToken);

        var result = (await Cli.RunAsync([.. command, "--seed", "2", "--", target, "@@"])).Ended(ExitCode.Usage);

        Assert.Contains("its seed is 1", result.Error, StringComparison.Ordinal);
        Assert.Equal(state, await File.ReadAllTextAsync(_folder.File("campaign/campaign.json"), TestContext.Current.CancellationToken));
        Assert.All(new[] { "report.html", "report.json", "report.sarif", "report.xml", "evidence.json" }, name => Assert.True(File.Exists(_folder.File($"campaign/{name}")), name));
    }

    [RealPeerFact("sh grep")]
    public async Task Minimize_FileThatFails_BecomesSmallerAndReplays()
    {
        var target = _folder.WriteScript("reader", "#!/bin/sh\ngrep -q BOOM \"$1\" && kill -ABRT $$\nexit 0\n");
        var large = _folder.Write("large.dcm", $"{new string('x', 500)}BOOM{new string('y', 500)}");
        var small = _folder.File("small.dcm");

        (await Cli.RunAsync("fuzz", "minimize", large, "--to", small, "--", target, "@@")).Ended(ExitCode.Findings);

        Assert.Equal("BOOM", await File.ReadAllTextAsync(small, TestContext.Current.CancellationToken));
        Assert.Contains("failed 3 of 3 times", (await Cli.RunAsync("fuzz", "replay", small, "--", target, "@@")).Ended(ExitCode.Findings).Out, StringComparison.Ordinal);
        Assert.Contains("failed 0 of 3 times", (await Cli.RunAsync("fuzz", "replay", target, "--", "cat", "@@")).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
    }

    [RealPeerFact("sh grep")]
    public async Task Campaign_IsReplayedByIndexReportedAndTriaged()
    {
        var target = _folder.WriteScript("reader", "#!/bin/sh\n[ $(wc -c < \"$1\") -lt 300 ] && kill -ABRT $$\nexit 0\n");
        var campaign = _folder.File("campaign");
        (await Cli.RunAsync("fuzz", "file", "--cases", "60", "--jobs", "1", "--minimize", "20", "--output", campaign, "--", target, "@@")).Ended(ExitCode.Findings);
        var state = JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("campaign/campaign.json"), TestContext.Current.CancellationToken))!;
        var index = $"{state["defects"]![0]!["firstCase"]}";
        var kept = _folder.File("case.dcm");

        var replay = (await Cli.RunAsync("fuzz", "replay", "--campaign", campaign, "--case", index, "--to", kept)).Ended(ExitCode.Findings);
        Assert.Contains($"Case {index}, made of", replay.Out, StringComparison.Ordinal);
        Assert.Contains("failed 3 of 3 times", replay.Out, StringComparison.Ordinal);
        Assert.True(new FileInfo(kept).Length < 300);
        var json = JsonNode.Parse((await Cli.RunAsync("fuzz", "replay", kept, "--format", "json", "--", target, "@@")).Ended(ExitCode.Findings).Out)!;
        Assert.Equal((3, "Crash"), ((int)json["failed"]!, (string?)json["failures"]![0]!["kind"]));

        var report = (await Cli.RunAsync("fuzz", "report", campaign, "--format", "markdown", "--evidence", _folder.File("evidence.json"))).Ended(ExitCode.Findings);
        Assert.Contains("60 cases", report.Out, StringComparison.Ordinal);
        Assert.Contains("leadglass fuzz replay reproducers/", report.Out, StringComparison.Ordinal);
        Assert.Equal(60, (int)JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("evidence.json"), TestContext.Current.CancellationToken))!["cases"]!);
        var embargoed = (await Cli.RunAsync("fuzz", "report", campaign, "--format", "json", "--embargo")).Ended(ExitCode.Findings);
        Assert.DoesNotContain("reproducers/", embargoed.Out, StringComparison.Ordinal);

        Assert.Contains("1 still fail", (await Cli.RunAsync("fuzz", "triage", campaign)).Ended(ExitCode.Findings).Out, StringComparison.Ordinal);
        Assert.Contains("0 still fail", (await Cli.RunAsync("fuzz", "triage", campaign, "--", "cat", "@@")).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
    }

    [RealPeerFact("sh openssl")]
    public async Task Verify_SignedFolder_HoldsUntilSomethingIsChanged()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (key, publicKey, campaign) = (_folder.File("key.pem"), _folder.File("public.pem"), _folder.File("campaign"));
        await ExternalProgram.RunAsync("openssl", ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key], cancellation);
        await ExternalProgram.RunAsync("openssl", ["ec", "-in", key, "-pubout", "-out", publicKey], cancellation);
        var target = _folder.WriteScript("refuses", "#!/bin/sh\nexit 1\n");
        string[] command = ["fuzz", "file", "--cases", "5", "--jobs", "1", "--output", campaign];

        Assert.Contains("there is no manifest.json in it", (await Cli.RunAsync("fuzz", "verify", _folder.Folder("empty"))).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);
        (await Cli.RunAsync([.. command, "--sign", key, "--", target, "@@"])).Ended(ExitCode.Clean);
        Assert.Contains("6 files, each as the manifest says, and no other; the signature is by this key", (await Cli.RunAsync("fuzz", "verify", campaign, "--key", publicKey)).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
        Assert.Contains("not an ECDSA key", (await Cli.RunAsync("fuzz", "verify", campaign, "--key", target)).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);

        await File.AppendAllTextAsync(Path.Combine(campaign, "evidence.json"), " ", cancellation);
        Assert.Contains("evidence.json: not the file", (await Cli.RunAsync("fuzz", "verify", campaign)).Ended(ExitCode.Findings).Out, StringComparison.Ordinal);

        // The same command goes on, and its folder is what the new manifest says; without --sign nothing claims to be signed.
        (await Cli.RunAsync([.. command, "--", target, "@@"])).Ended(ExitCode.Clean);
        Assert.Contains("the manifest is not signed", (await Cli.RunAsync("fuzz", "verify", campaign)).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
        Assert.Contains("there is no signature", (await Cli.RunAsync("fuzz", "verify", campaign, "--key", publicKey)).Ended(ExitCode.Findings).Out, StringComparison.Ordinal);
    }

    [RealPeerFact("sh")]
    public async Task File_DryRun_SaysWhatWouldBeAndDoesNothing()
    {
        var mark = _folder.File("mark");
        var target = _folder.WriteScript("reader", $"#!/bin/sh\ntouch {mark}\n");

        var result = (await Cli.RunAsync("fuzz", "file", "--dry-run", "--cases", "60", "--output", _folder.File("campaign"), "--", target, "@@")).Ended(ExitCode.Clean);

        Assert.Contains("Nothing was run", result.Out, StringComparison.Ordinal);
        Assert.Contains("after 60 cases", result.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
        Assert.False(Directory.Exists(_folder.File("campaign")));
    }

    [Fact]
    public async Task Replay_NeitherFileNorCase_IsRefused() =>
        Assert.Contains("name a file", (await Cli.RunAsync("fuzz", "replay", "--case", "3", "--", "cat", "@@")).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("report")]
    [InlineData("triage")]
    public async Task FolderWithoutCampaign_IsNamed(string command) =>
        Assert.Contains("there is no campaign in it", (await Cli.RunAsync("fuzz", command, _folder.Folder("empty"))).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Report_StateThatIsNone_SaysSo()
    {
        _folder.Write("campaign/campaign.json", "{ \"schemaVersion\": ");

        Assert.Contains("is not the state of a campaign", (await Cli.RunAsync("fuzz", "report", _folder.File("campaign"))).Ended(ExitCode.Incomplete).Error, StringComparison.Ordinal);
    }

    [RealPeerFact("sh")]
    public async Task File_FolderThatCannotBeWritten_SaysSoBeforeAnythingRuns()
    {
        _folder.Write("taken", "a file, not a folder");

        var result = (await Cli.RunAsync("fuzz", "file", "--cases", "5", "--output", _folder.File("taken"), "--", "cat", "@@")).Ended(ExitCode.Incomplete);

        Assert.Contains("taken", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeds_AreWrittenAndNothingIsOverwritten()
    {
        var folder = _folder.File("seeds");

        Assert.Contains("34 files", (await Cli.RunAsync("fuzz", "seeds", "--output", folder)).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
        (await Cli.RunAsync("fuzz", "seeds", "--output", folder)).Ended(ExitCode.Incomplete);
    }
}
