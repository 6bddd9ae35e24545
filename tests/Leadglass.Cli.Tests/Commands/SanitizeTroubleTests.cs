using System.IO.Compression;
using System.Text.Json;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary>Runs that end early, folders that cannot be written, names that are odd: never half a file, never a lost original, always said.</summary>
public sealed class SanitizeTroubleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CtrlCHalfway_LeavesWholeFilesAndAManifestOfThem()
    {
        const int Files = 200;
        for (var i = 0; i < Files; i++)
            Write($"in/{i:000}.dcm", SanitizeFiles.Image("#!/bin/sh"));
        using var cancellation = new CancellationTokenSource();
        using var output = new CancelsAtTheFirstFile(cancellation);
        using var error = new StringWriter();
        var exitCode = await LeadglassCommand.RunAsync(["sanitize", In("in"), In("out"), "--format", "jsonl"], new Surroundings { Out = output, Error = error }, cancellation.Token);

        Assert.Equal((ExitCode.Incomplete, ""), (exitCode, error.ToString()));
        var copies = Directory.GetFileSystemEntries(In("out"));
        Assert.InRange(copies.Length, 1, Files - 1);
        Assert.All(copies, static copy => Assert.Equal(SanitizeFiles.Image(""), File.ReadAllBytes(copy)));
        var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(In("out.manifest.json"), TestContext.Current.CancellationToken)).RootElement;
        var named = manifest.GetProperty("files").EnumerateArray().Select(file => In(file.GetProperty("output").GetProperty("path").GetString()!));
        Assert.Equal(copies.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.Contains("The run was ended before every file was copied.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CtrlCAtOnce_CopiesNothing()
    {
        Write("in/a.dcm", SanitizeFiles.Image(""));
        var result = await Cli.RunUntilAsync(new CancellationToken(canceled: true), "sanitize", In("in"), In("out"));
        Assert.Equal(ExitCode.Incomplete, result.ExitCode);
        Assert.False(Directory.Exists(In("out")));
    }

    [Fact]
    public async Task FolderThatCannotBeMade_IsAFailureOfEachFileWithItsReason()
    {
        Write("in/a.dcm", SanitizeFiles.Image(""));
        Write("file", [1]);
        var result = await Cli.RunAsync("sanitize", In("in"), In("file/out"), "--manifest", In("m.json"));
        Assert.Equal(ExitCode.Incomplete, result.ExitCode);
        Assert.Contains("failed: ", result.Out, StringComparison.Ordinal);
        Assert.Contains("\"outcome\": \"failed\"", await File.ReadAllTextAsync(In("m.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_AreNotFollowedOutOfTheFolder()
    {
        Write("in/a.dcm", SanitizeFiles.Image(""));
        Write("elsewhere/secret.dcm", SanitizeFiles.Image(""));
        File.CreateSymbolicLink(In("in/link.dcm"), In("elsewhere/secret.dcm"));
        Directory.CreateSymbolicLink(In("in/folder"), In("elsewhere"));
        Directory.CreateSymbolicLink(In("in/circle"), In("in"));
        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("sanitize", In("in"), In("out"))).ExitCode);
        Assert.Equal([In("out/a.dcm")], Directory.GetFileSystemEntries(In("out"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task LinkInPlaceOfACopy_IsReplacedAndWhatItLeadsToStays()
    {
        Write("in/a.dcm", SanitizeFiles.Image(""));
        Write("precious", [1, 2, 3]);
        _folder.Folder("out");
        File.CreateSymbolicLink(In("out/a.dcm"), In("precious"));
        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("sanitize", In("in"), In("out"), "--overwrite")).ExitCode);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(In("precious")));
        Assert.Equal(SanitizeFiles.Image(""), File.ReadAllBytes(In("out/a.dcm")));
        Assert.Null(new FileInfo(In("out/a.dcm")).LinkTarget);
    }

    [Fact]
    public async Task OddNames_ReachTheCopyAndTheManifestAsTheyAre()
    {
        string[] names = OperatingSystem.IsWindows() ? ["Müller^Jörg.dcm", "画像.dcm"] : ["Müller^Jörg.dcm", "画像.dcm", "CON", "trailing.", "-rf", "new\nline", "A.dcm", "a.dcm"];
        foreach (var name in names)
            Write($"in/{name}", SanitizeFiles.Image(""));
        var result = await Cli.RunAsync("sanitize", In("in"), In("out"));
        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Equal(names.Order(StringComparer.Ordinal), Directory.GetFiles(In("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("sanitize", "verify", In("out.manifest.json"))).ExitCode);
    }

    [Fact]
    public async Task Archive_IsRefusedWithTheWayToUnpackIt()
    {
        using (var archive = ZipFile.Open(_folder.File("cd.zip"), ZipArchiveMode.Create))
            archive.CreateEntry("a.dcm");
        var result = await Cli.RunAsync("sanitize", In("cd.zip"), In("out"));
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("unzip -d media", result.Error, StringComparison.Ordinal);
        Assert.Equal([In("cd.zip")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task DryRun_EndsAsAnInspectionOfTheOriginalsDoes()
    {
        Write("clean.dcm", SanitizeFiles.Image(""));
        Write("bad.dcm", SanitizeFiles.Image("#!/bin/sh"));
        foreach (var name in new[] { "clean.dcm", "bad.dcm" })
        {
            var inspected = await Cli.RunAsync("inspect", In(name));
            Assert.Equal(inspected.ExitCode, (await Cli.RunAsync("sanitize", In(name), In("out.dcm"), "--dry-run")).ExitCode);
        }

        Assert.Equal(ExitCode.Findings, (await Cli.RunAsync("sanitize", In("bad.dcm"), In("out.dcm"), "--dry-run")).ExitCode);
    }

    private string In(string name) => Path.Combine(_folder.Path, name);

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(_folder.File(name), bytes);

    private sealed class CancelsAtTheFirstFile(CancellationTokenSource cancellation) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            Cancel(value);
        }

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            Cancel(value);
        }

        private void Cancel(string? line)
        {
            if (line?.Contains(".dcm", StringComparison.Ordinal) == true)
                cancellation.Cancel();
        }
    }
}
