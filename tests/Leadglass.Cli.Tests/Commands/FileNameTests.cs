using System.Text;
using Leadglass.Lab;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary>What stands in a file names no file: neither one that is written nor one that is read.</summary>
public sealed class FileNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("../../escaped.dcm")]
    [InlineData("/tmp/leadglass-escaped.dcm")]
    [InlineData("a\0b/../../escaped.dcm")]
    public async Task SopInstanceUidThatIsAPath_NamesNoCopyAndNoEvidence(string uid)
    {
        var image = WithSopInstanceUid(PracticeCd.Files.Single(file => file.Name == "object.dcm").Bytes.ToArray(), uid);
        File.WriteAllBytes(_folder.File("a/b/in/image.dcm"), image);
        (await Cli.RunAsync("sanitize", Path.Combine(_folder.Path, "a/b/in"), Path.Combine(_folder.Path, "a/b/out"), "--quarantine", Path.Combine(_folder.Path, "a/b/evidence"))).Ended(0);

        var evidence = Assert.Single(Directory.GetFiles(_folder.Folder("a/b/evidence")));
        Assert.Matches("^[0-9a-f]{64}[.]bin$", Path.GetFileName(evidence));
        Assert.Equal(
            ["a/b/evidence/" + Path.GetFileName(evidence), "a/b/in/image.dcm", "a/b/out.manifest.json", "a/b/out/image.dcm"],
            Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.False(File.Exists("/tmp/leadglass-escaped.dcm"));
    }

    [Fact]
    public async Task DicomdirThatLeadsOut_IsReportedAndNotFollowed()
    {
        File.WriteAllBytes(_folder.File("a/b/cd/DICOMDIR"), PracticeCd.Files.Single(file => file.Name == "DICOMDIR").Bytes.ToArray());
        _folder.Write("ETC/PASSWD", "#!/bin/sh\n");   // where the record leads: ..\..\..\ETC\PASSWD
        var cd = Path.Combine(_folder.Path, "a/b/cd");
        var result = (await Cli.RunAsync("inspect", cd, "--all")).Ended(1);

        Assert.Contains("inspected 1 file", result.Out, StringComparison.Ordinal);
        Assert.Contains("LG-INS-044", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("PASSWD", result.Out, StringComparison.Ordinal);
        (await Cli.RunAsync("sanitize", cd, Path.Combine(_folder.Path, "a/b/out"))).Ended(1);
        Assert.Empty(Directory.Exists(Path.Combine(_folder.Path, "a/b/out")) ? Directory.GetFiles(Path.Combine(_folder.Path, "a/b/out"), "*", SearchOption.AllDirectories) : []);
    }

    /// <summary>Writes another UID over the one that both the File Meta Information and the data set have.</summary>
    private static byte[] WithSopInstanceUid(byte[] file, string uid)
    {
        var header = "\x08\0\x18\0UI"u8;
        var at = file.AsSpan().IndexOf(header) + header.Length;
        var length = file[at];
        var old = file.AsSpan(at + 2, length).ToArray();
        var replacement = new byte[length];
        Encoding.ASCII.GetBytes(uid, replacement);
        for (var found = file.AsSpan().IndexOf(old); found >= 0; found = file.AsSpan().IndexOf(old))
            replacement.CopyTo(file, found);
        return file;
    }
}
