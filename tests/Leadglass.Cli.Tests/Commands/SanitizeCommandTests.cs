using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Leadglass.Findings;
using Leadglass.Inspection.Policies;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class SanitizeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_IsMirroredWithAManifest()
    {
        Write("in/a.dcm", SanitizeFiles.Image("#!/bin/sh"));
        Write("in/deeper/b.dcm", SanitizeFiles.Image(""));
        Write("in/autorun.inf", Encoding.ASCII.GetBytes("[autorun]"));
        var result = await Cli.RunAsync("sanitize", In("in"), In("out"));
        Assert.Equal((ExitCode.Clean, ""), (result.ExitCode, result.Error));
        Assert.Contains("delivered 2, 1 with changes, left out 1 that is not DICOM, of 3 files", result.Out, StringComparison.Ordinal);
        Assert.Equal(SanitizeFiles.Image(""), File.ReadAllBytes(In("out/a.dcm")));
        Assert.Equal(SanitizeFiles.Image(""), File.ReadAllBytes(In("out/deeper/b.dcm")));
        Assert.False(File.Exists(In("out/autorun.inf")));
        Assert.Equal(SanitizeFiles.Image("#!/bin/sh"), File.ReadAllBytes(In("in/a.dcm")));

        var manifest = JsonDocument.Parse(File.ReadAllBytes(In("out.manifest.json"))).RootElement;
        Assert.Equal("unsigned", manifest.GetProperty("signedBy").GetString());
        var files = manifest.GetProperty("files");
        Assert.Equal(("out/a.dcm", "leftOut"), (files[0].GetProperty("output").GetProperty("path").GetString(), files[1].GetProperty("outcome").GetString()));
        Assert.Equal((ExitCode.Clean, ""), await Verify("out.manifest.json"));
        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("inspect", In("out"), "--fail-on", "info")).ExitCode);
    }

    [Fact]
    public async Task DryRun_SaysWhatAndWritesNothing()
    {
        Write("a.dcm", SanitizeFiles.Image("#!/bin/sh"));
        var result = await Cli.RunAsync("sanitize", In("a.dcm"), In("b.dcm"), "--dry-run", "--quarantine", In("q"), "--format", "json");
        Assert.Contains("would clear preamble, 128 bytes at 0", result.Out, StringComparison.Ordinal);
        Assert.Equal([In("a.dcm")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task FileThatIsKeptBack_FailsAndHasNoCopy()
    {
        Write("a.dcm", SanitizeFiles.Image("")[..^20]);
        var result = await Cli.RunAsync("sanitize", In("a.dcm"), In("b.dcm"));
        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Contains("LG-INS-070", result.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(In("b.dcm")));

        Write("policy.yaml", Encoding.ASCII.GetBytes("structure: repair\n"));
        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("sanitize", In("a.dcm"), In("b.dcm"), "--policy", In("policy.yaml"), "--overwrite")).ExitCode);
        Assert.Equal(SanitizeFiles.Image("", pixels: 44), File.ReadAllBytes(In("b.dcm")));
    }

    [Fact]
    public async Task Original_IsNeverTheCopy_ByWhateverName()
    {
        Write("a.dcm", SanitizeFiles.Image("#!/bin/sh"));
        File.CreateSymbolicLink(In("symbolic.dcm"), In("a.dcm"));
        Directory.CreateSymbolicLink(In("folder"), _folder.Path);
        List<string> names = ["a.dcm", "symbolic.dcm", "folder/a.dcm"];
        if (!OperatingSystem.IsWindows())
        {
            await ExternalProgram.RunAsync("ln", [In("a.dcm"), In("hard.dcm")], TestContext.Current.CancellationToken);
            names.Add("hard.dcm");
        }

        foreach (var name in names)
        {
            var result = await Cli.RunAsync("sanitize", In("a.dcm"), In(name), "--overwrite");
            Assert.Equal(ExitCode.Usage, result.ExitCode);
            Assert.Contains("this is the original itself, or a link to it", result.Error, StringComparison.Ordinal);
        }

        foreach (var folder in new[] { _folder.Path, In("folder"), In("folder/out"), Path.GetDirectoryName(_folder.Path)! })
            Assert.Contains("the copies would be among the originals", (await Cli.RunAsync("sanitize", _folder.Path, folder, "--overwrite")).Error, StringComparison.Ordinal);
        Assert.Equal(SanitizeFiles.Image("#!/bin/sh"), File.ReadAllBytes(In("a.dcm")));
    }

    [Fact]
    public async Task CopyThatIsThere_IsReplacedOnlyWhenAskedFor()
    {
        Write("a.dcm", SanitizeFiles.Image(""));
        Write("b.dcm", [1]);
        Assert.Contains("already there; --overwrite replaces it", (await Cli.RunAsync("sanitize", In("a.dcm"), In("b.dcm"))).Error, StringComparison.Ordinal);
        Assert.Equal([1], File.ReadAllBytes(In("b.dcm")));
        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("sanitize", In("a.dcm"), In("b.dcm"), "--overwrite")).ExitCode);
        Assert.Equal(SanitizeFiles.Image(""), File.ReadAllBytes(In("b.dcm")));
    }

    [RealPeerFact("openssl")]
    public async Task SignedManifest_IsVerifiedByOpensslAndByUs()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await ExternalProgram.RunAsync("openssl", ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", In("key.pem")], cancellation);
        await ExternalProgram.RunAsync("openssl", ["ec", "-in", In("key.pem"), "-pubout", "-out", In("public.pem")], cancellation);
        Write("a.dcm", SanitizeFiles.Image("#!/bin/sh"));
        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("sanitize", In("a.dcm"), In("b.dcm"), "--sign", In("key.pem"))).ExitCode);

        var manifest = In("b.dcm.manifest.json");
        var theirs = await ExternalProgram.RunAsync("openssl", ["dgst", "-sha256", "-verify", In("public.pem"), "-signature", manifest + ".sig", manifest], cancellation);
        Assert.Equal((0, "Verified OK"), (theirs.ExitCode, theirs.Output.Trim()));
        Assert.Equal((ExitCode.Clean, ""), await Verify("b.dcm.manifest.json", "--key", In("public.pem")));

        await File.AppendAllTextAsync(manifest, " ", cancellation);
        Assert.Equal(ExitCode.Findings, (await Verify("b.dcm.manifest.json", "--key", In("public.pem"))).ExitCode);
        File.Delete(manifest + ".sig");
        Assert.Equal(ExitCode.Findings, (await Verify("b.dcm.manifest.json", "--key", In("public.pem"))).ExitCode);
        Assert.Equal(ExitCode.Clean, (await Verify("b.dcm.manifest.json")).ExitCode);
        Write("b.dcm", [1]);
        Assert.Equal(ExitCode.Findings, (await Verify("b.dcm.manifest.json")).ExitCode);
    }

    [Fact]
    public async Task KeyThatCannotSign_IsRefusedBeforeAnythingIsWritten()
    {
        Write("a.dcm", SanitizeFiles.Image(""));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(In("public.pem"), key.ExportSubjectPublicKeyInfoPem(), TestContext.Current.CancellationToken);
        var result = await Cli.RunAsync("sanitize", In("a.dcm"), In("b.dcm"), "--sign", In("public.pem"));
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.False(File.Exists(In("b.dcm")));
    }

    [Fact]
    public async Task Policy_ErrorsAreReportedTogether()
    {
        Write("policy.yaml", Encoding.ASCII.GetBytes("preamble: zero\nprivat: keep\n"));
        foreach (var command in new[] { new[] { "sanitize", In("missing"), In("b") }, ["inspect", In("missing")], ["sanitize", "statement"] })
        {
            var result = await Cli.RunAsync([.. command, "--policy", In("policy.yaml")]);
            Assert.Equal(ExitCode.Usage, result.ExitCode);
            Assert.Contains("policy.yaml:1: 'preamble' cannot be 'zero'", result.Error, StringComparison.Ordinal);
            Assert.Contains("policy.yaml:2: 'privat' is not known", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Inspect_WithPolicy_AcceptsWhatTheSiteAccepts()
    {
        Write("a.dcm", SanitizeFiles.Image("#!/bin/sh"));
        Write("policy.yaml", Encoding.ASCII.GetBytes("accept: [LG-INS-002]\n"));
        Assert.Equal(ExitCode.Findings, (await Cli.RunAsync("inspect", In("a.dcm"))).ExitCode);
        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("inspect", In("a.dcm"), "--policy", In("policy.yaml"))).ExitCode);
    }

    [Fact]
    public async Task Policy_AndStatement_ArePrinted()
    {
        Assert.Equal(PolicyFile.Template, (await Cli.RunAsync("sanitize", "policy")).Out);
        Assert.StartsWith("Security considerations of the DICOM file format (PS3.10 §7.5):", (await Cli.RunAsync("sanitize", "statement")).Out, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Error)> Verify(string manifest, params string[] more)
    {
        var result = await Cli.RunAsync(["sanitize", "verify", In(manifest), .. more]);
        return (result.ExitCode, result.Error);
    }

    private string In(string name) => Path.Combine(_folder.Path, name);

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(_folder.File(name), bytes);
}
