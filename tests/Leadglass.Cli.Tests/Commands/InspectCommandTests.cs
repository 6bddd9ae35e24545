using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    /// <summary>A pickle that would call fractions.Fraction(1, 2).</summary>
    private const string CallingPickle = "\u0080\u0002cfractions\nFraction\nq\0K\u0001K\u0002\u0086q\u0001Rq\u0002.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_WithAPickle_FailsAndNamesWhatItCalls()
    {
        Write("in/model.pkl", CallingPickle);
        Write("in/deeper/readme.txt", "hello");
        var result = await Cli.RunAsync("inspect", _folder.File("in"), "--format", "json");
        Assert.Equal(ExitCode.Findings, result.ExitCode);
        var report = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal(2, report.GetProperty("targets").GetArrayLength());
        var failed = report.GetProperty("findings").EnumerateArray().Single(static finding => finding.GetProperty("verdict").GetString() == "fail");
        Assert.Contains("calls fractions.Fraction", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExchangeSet_MembersAreTargetsOfTheirOwn()
    {
        var zip = _folder.File("set.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        using (var member = archive.CreateEntry("model/data.pkl").Open())
            member.Write(Encoding.Latin1.GetBytes(CallingPickle));
        var result = await Cli.RunAsync("inspect", zip, "--format", "jsonl");
        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Contains("set.zip!model/data.pkl", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HarmlessFile_IsClean()
    {
        Write("readme.txt", "hello");
        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("inspect", _folder.File("readme.txt"))).ExitCode);
    }

    [Fact]
    public async Task MissingPath_IsRefusedBeforeAnythingIsRead()
    {
        var result = await Cli.RunAsync("inspect", _folder.File("nothing-here"));
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("no such file or folder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyFolder_IsRefused_NotCalledClean() => Assert.Equal(ExitCode.Usage, (await Cli.RunAsync("inspect", _folder.Folder("empty"))).ExitCode);

    [Fact]
    public async Task Redact_HidesThePath()
    {
        Write("Sentinel-Name.pkl", CallingPickle);
        Assert.DoesNotContain("Sentinel", (await Cli.RunAsync("inspect", _folder.File("Sentinel-Name.pkl"), "--redact", "--format", "json")).Out, StringComparison.Ordinal);
    }

    private void Write(string name, string bytes) => File.WriteAllBytes(_folder.File(name), Encoding.Latin1.GetBytes(bytes));
}
