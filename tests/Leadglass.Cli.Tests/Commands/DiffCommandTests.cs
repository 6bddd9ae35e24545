using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class DiffCommandTests
{
    private static readonly string[] Formats = ["text", "json", "jsonl", "sarif", "junit", "csv", "markdown", "html"];

    [Fact]
    public async Task Diff_ReportOfACheckAndOneAfterAChange_SaysWhatChangedInEveryFormat()
    {
        using var folder = new TemporaryFolder();
        var port = LoopbackPorts.FindFree(1)[0];
        var json = JsonNode.Parse((await Cli.CheckAsync($"127.0.0.1:{port}", "--format", "json")).Out)!;
        File.WriteAllText(folder.File("old.json"), json.ToJsonString());
        json["targets"]![0]!["facts"] = new JsonObject { ["service"] = "dicom" };
        File.WriteAllText(folder.File("new.json"), json.ToJsonString());

        foreach (var format in Formats)
        {
            var result = await Cli.RunAsync("diff", folder.File("old.json"), folder.File("new.json"), "--format", format);
            Assert.True(result.ExitCode == 3, $"{format}: {result.ExitCode} {result.Error}");
            Assert.Contains($"127.0.0.1:{port}", result.Out, StringComparison.Ordinal);
        }

        var changed = JsonNode.Parse((await Cli.RunAsync("diff", folder.File("old.json"), folder.File("new.json"), "--format", "json")).Out)!;
        Assert.Equal("absent -> dicom", (string?)changed["targets"]![0]!["facts"]!["service"]);
    }

    [Theory]
    [InlineData("--redact")]
    [InlineData("--baseline=old.json")]
    public async Task Diff_OptionThatItCannotKeep_IsRefused(string option) =>
        Assert.Contains("has no meaning with diff", (await Cli.RunAsync("diff", "a.json", "b.json", option)).Ended(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Diff_FileThatIsNoReport_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.json"), "{}");

        Assert.Contains("This is not a Leadglass report", (await Cli.RunAsync("diff", folder.File("a.json"), folder.File("a.json"))).Ended(2).Error, StringComparison.Ordinal);
    }
}
