using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Output;

public sealed class ReportFileTests(Hospital hospital) : IClassFixture<Hospital>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("report.json", "{")]
    [InlineData("report.jsonl", "{")]
    [InlineData("report.sarif", "{")]
    [InlineData("report.xml", "<?xml")]
    [InlineData("report.csv", "")]
    [InlineData("report.md", "#")]
    [InlineData("report.HTML", "<!")]
    [InlineData("report.txt", "Leadglass")]
    [InlineData("Röntgen über.json", "{")]
    public async Task Extension_SaysTheFormat(string name, string start)
    {
        using var folder = new TemporaryFolder();
        await Cli.CheckAsync(hospital["BUSY"], "--output", folder.File(name));

        Assert.StartsWith(start, await File.ReadAllTextAsync(folder.File(name), Token), StringComparison.OrdinalIgnoreCase);
        Assert.Equal([name], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task SeveralFiles_HoldTheSameRun()
    {
        using var folder = new TemporaryFolder();
        await Cli.CheckAsync(hospital["BUSY"], "-o", folder.File("a.json"), "-o", folder.File("b.html"));

        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public async Task NewFile_IsItsOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has access lists instead.");
            return;
        }

        using var folder = new TemporaryFolder();
        var leftover = folder.Write("report.json.partial", "from a run that was killed");
        File.SetUnixFileMode(leftover, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await Cli.CheckAsync(hospital["BUSY"], "--output", folder.File("report.json"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("report.json")));
    }

    [Fact]
    public async Task LinkInPlaceOfThePartialFile_IsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        using var folder = new TemporaryFolder();
        var precious = folder.Write("precious", "keep me");
        File.CreateSymbolicLink(folder.File("report.json.partial"), precious);
        await Cli.CheckAsync(hospital["BUSY"], "--output", folder.File("report.json"));

        Assert.Equal("keep me", await File.ReadAllTextAsync(precious, Token));
        Assert.NotNull(JsonNode.Parse(await File.ReadAllTextAsync(folder.File("report.json"), Token)));
    }

    [Fact]
    public async Task ExistingFile_StaysUntilTheNewOneIsComplete()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("report.json", "the old one");
        var during = "";
        await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu(1).Send(_ => { during = File.ReadAllText(file); return [3, 0, 0, 0, 0, 4, 0, 1, 1, 1]; }).StaySilent());
        await Cli.CheckAsync(peer.EndPoint.ToString(), "--output", file);

        Assert.Equal("the old one", during);
        Assert.NotNull(JsonNode.Parse(await File.ReadAllTextAsync(file, Token)));
    }

    [Fact]
    public async Task MistakeElsewhere_LeavesTheOldFileAndNoOther()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("report.json", "the old one");
        (await Cli.CheckAsync("10.0.0.999", "--output", file)).Ended(2);

        Assert.Equal("the old one", await File.ReadAllTextAsync(file, Token));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task PathThatCannotBeWritten_IsRefusedBeforeAnythingIsSent()
    {
        using var folder = new TemporaryFolder();
        await using var peer = ScriptedPeer.Listen(s => s.StaySilent());
        foreach (var path in (string[])[folder.Folder("a.json"), Path.Combine(folder.Path, "none", "report.json")])
            Assert.Contains("--output", (await Cli.CheckAsync(peer.EndPoint.ToString(), "--output", path)).Ended(2).Error, StringComparison.Ordinal);

        Assert.Empty(peer.Connections);
    }

    [Fact]
    public async Task FolderThatVanishesMeanwhile_IsExit3AndTheAnswerIsStillShown()
    {
        using var folder = new TemporaryFolder();
        var gone = folder.Folder("gone");
        await using var peer = ScriptedPeer.Listen(s => s.ExpectPdu(1).Send(_ => { Directory.Delete(gone, recursive: true); return [3, 0, 0, 0, 0, 4, 0, 1, 1, 1]; }).StaySilent());
        var result = (await Cli.CheckAsync(peer.EndPoint.ToString(), "--output", Path.Combine(gone, "report.json"))).Ended(3);

        Assert.Contains("cannot write", result.Error, StringComparison.Ordinal);
        Assert.Contains("1 DICOM service", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FullDisk_BehindStandardOutput_IsExit3AndTheFilesAreWritten()
    {
        const string Full = "/dev/full";
        Assert.SkipUnless(File.Exists(Full), "no /dev/full here");
        using var folder = new TemporaryFolder();
        await using var full = new FileStream(Full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var output = new StreamWriter(full);    // never disposed: it holds what nobody can take
        using var error = new StringWriter();
        var exitCode = await LeadglassCommand.RunAsync(
            ["check", "--delay", "0", hospital["BUSY"], "--output", folder.File("report.json")], new Surroundings { Out = output, Error = error }, Token);

        Assert.Equal(3, exitCode);
        Assert.StartsWith("leadglass: ", error.ToString(), StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(await File.ReadAllTextAsync(folder.File("report.json"), Token)));
    }
}
