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

    [Fact]
    public async Task Explain_ShowsThePartsOfOneFile()
    {
        Write("one.dcm", $"{new string('\0', 128)}DICM\u0002\0\u0010\0UI\u0014\01.2.840.10008.1.2.1\0\u0008\0\u0016\0UI\u001a\01.2.840.10008.5.1.4.1.1.7\0");
        var text = await Cli.RunAsync("inspect", "--explain", _folder.File("one.dcm"));
        Assert.Equal(ExitCode.Clean, text.ExitCode);
        Assert.Contains("(0008,0016) SOP Class UID: 1.2.840.10008.5.1.4.1.1.7 Secondary Capture Image Storage", text.Out, StringComparison.Ordinal);

        var json = JsonDocument.Parse((await Cli.RunAsync("inspect", "--explain", _folder.File("one.dcm"), "--format", "json")).Out).RootElement;
        Assert.Equal(_folder.File("one.dcm"), json.GetProperty("file").GetString());
        Assert.Equal([0, 128, 132, 160], json.GetProperty("map").GetProperty("parts").EnumerateArray().Select(static part => part.GetProperty("offset").GetInt32()));
    }

    [Theory]
    [InlineData("--format", "sarif")]
    [InlineData("--fail-on", "low")]
    [InlineData("--redact")]
    public async Task Explain_WithAnOptionOfReports_IsRefused(params string[] options)
    {
        Write("one.dcm", "hello");
        Assert.Equal(ExitCode.Usage, (await Cli.RunAsync(["inspect", "--explain", _folder.File("one.dcm"), .. options])).ExitCode);
    }

    [Fact]
    public async Task Explain_Folder_IsRefused() => Assert.Equal(ExitCode.Usage, (await Cli.RunAsync("inspect", "--explain", _folder.Folder("in"))).ExitCode);

    [Theory]
    [InlineData("100,000 sequences inside each other")]
    [InlineData("a length of 4 GiB")]
    [InlineData("a million elements")]
    public async Task HostileFile_EndsInAVerdictAndAMap(string hostile)
    {
        // In the order of the bytes: tag, VR, reserved or length, length.
        var (header, count) = hostile switch
        {
            "100,000 sequences inside each other" => ("0900 0210 5351 0000 FFFFFFFF FEFF 00E0 FFFFFFFF", 100_000),
            "a length of 4 GiB" => ("0900 1010 4F42 0000 FEFFFFFF", 1),
            _ => ("0900 1010 5348 0000", 1_000_000),
        };
        var element = Convert.FromHexString(header.Replace(" ", "", StringComparison.Ordinal));
        await using (var file = File.Create(_folder.File("hostile.dcm")))
        {
            file.Write(new byte[128]);
            file.Write("DICM"u8);
            file.Write([.. "\u0002\0\u0010\0UI\u0014\0"u8, .. "1.2.840.10008.1.2.1\0"u8]);
            for (var i = 0; i < count; i++)
                file.Write(element);
        }

        var verdict = await Cli.RunAsync("inspect", _folder.File("hostile.dcm"), "--fail-on", "low", "--format", "json");
        Assert.Equal(ExitCode.Findings, verdict.ExitCode);
        var map = await Cli.RunAsync("inspect", "--explain", _folder.File("hostile.dcm"));
        Assert.Equal(ExitCode.Clean, map.ExitCode);
        Assert.InRange(map.Out.Length, 500, 2_000_000);
    }

    private void Write(string name, string bytes) => File.WriteAllBytes(_folder.File(name), Encoding.Latin1.GetBytes(bytes));
}
