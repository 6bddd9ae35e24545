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

    [Fact]
    public async Task Seeds_AreWrittenAndNothingIsOverwritten()
    {
        var folder = _folder.File("seeds");

        Assert.Contains("34 files", (await Cli.RunAsync("fuzz", "seeds", "--output", folder)).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
        (await Cli.RunAsync("fuzz", "seeds", "--output", folder)).Ended(ExitCode.Incomplete);
    }
}
