using System.Text.Json.Nodes;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Report_ReportsOfTwoCommands_AreOneInEveryFormat()
    {
        var (check, inspect) = await ReportsAsync();

        foreach (var format in (string[])["text", "json", "jsonl", "sarif", "junit", "csv", "markdown", "html"])
        {
            var result = await Cli.RunAsync("report", check, inspect, "--format", format);
            Assert.True(result.ExitCode is 0 or 1 or 3, $"{format}: {result.ExitCode} {result.Error}");
            Assert.Contains("127.0.0.1", result.Out, StringComparison.Ordinal);
            Assert.Contains("broken.dcm", result.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Report_OnePage_IsWrittenAsTextAndAsFiles()
    {
        var (check, inspect) = await ReportsAsync();

        var result = await Cli.RunAsync("report", check, inspect, "--one-page", "--baseline", check, "--output", _folder.File("page.html"), "--output", _folder.File("page.md"));

        Assert.StartsWith("# Security of our imaging systems", result.Out, StringComparison.Ordinal);
        Assert.Equal(result.Out.ReplaceLineEndings("\n"), File.ReadAllText(_folder.File("page.md")).ReplaceLineEndings("\n"));
        Assert.Contains("@page", File.ReadAllText(_folder.File("page.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Plan_HoldsAllAgainstEightMilestones()
    {
        var (check, inspect) = await ReportsAsync();

        var plan = JsonNode.Parse((await Cli.RunAsync("report", check, inspect, "--plan", "--format", "json")).Ended(3).Out)!;

        Assert.Equal(8, plan["targets"]![0]!["assessments"]!.AsArray().Count);
    }

    [Fact]
    public void EveryRuleOfTheProduct_BelongsToAMilestone() =>
        Assert.All(ProductRules.Catalogue.Rules, static rule => Assert.True(NetworkPlan.MilestoneOf(rule.Id) is >= 1 and <= 8, rule.Id));

    [Theory]
    [InlineData("--one-page and --plan are two reports", "--one-page", "--plan")]
    [InlineData("--one-page writes text, markdown, html, not csv", "--one-page", "--format=csv")]
    [InlineData("--output page.json: --one-page writes text, markdown, html", "--one-page", "--output=page.json")]
    [InlineData("--redact has no meaning with report", "--redact")]
    [InlineData("nothing.json: ")]
    public async Task Report_WhatItCannotDo_IsRefusedAllAtOnce(string reason, params string[] options)
    {
        var error = (await Cli.RunAsync(["report", _folder.File("nothing.json"), .. options])).Ended(2).Error;

        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains("nothing.json: ", error, StringComparison.Ordinal);
    }

    private async Task<(string Check, string Inspect)> ReportsAsync()
    {
        var (check, inspect) = (_folder.File("check.json"), _folder.File("inspect.json"));
        await Cli.CheckAsync($"127.0.0.1:{LoopbackPorts.FindFree(1)[0]}", "--output", check);
        await Cli.RunAsync("inspect", _folder.Write("broken.dcm", "no DICOM at all"), "--output", inspect);
        return (check, inspect);
    }
}
