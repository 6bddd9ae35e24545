using System.Globalization;
using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>The sheet for who decides, as Chromium prints it.</summary>
public sealed class OnePageTests
{
    [RealPeerFact("chromium pdfinfo")]
    public async Task OnePage_LongestReport_PrintsOnOneSheet()
    {
        using var folder = new TemporaryFolder();
        var report = folder.Write("report.json", LongestReport("fail"));
        var result = await Product.RunAsync("report", report, "--one-page", "--baseline", folder.Write("old.json", LongestReport("fail", more: 12)), "--output", folder.File("page.html"));
        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        var page = await File.ReadAllTextAsync(folder.File("page.html"), TestContext.Current.CancellationToken);

        foreach (var paper in (string[])["A4", "letter"])
        {
            var sized = folder.Write($"{paper}.html", page.Replace("@page { ", $"@page {{ size: {paper}; ", StringComparison.Ordinal).Replace("style-src 'sha256-", "style-src 'unsafe-inline' 'sha0-", StringComparison.Ordinal));
            var printed = folder.File($"{paper}.pdf");
            var printing = await ExternalProgram.RunAsync(
                "chromium",
                ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    $"--user-data-dir={folder.File("profile")}", "--no-pdf-header-footer", $"--print-to-pdf={printed}", new Uri(sized).AbsoluteUri],
                TestContext.Current.CancellationToken);
            Assert.True(File.Exists(printed), printing.AllOutput);
            var told = (await ExternalProgram.RunAsync("pdfinfo", [printed], TestContext.Current.CancellationToken)).Output;

            Assert.Matches(@"Pages:\s+1\n", told);
            Assert.Contains(paper, told, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Every line as long as it can become, of everything more than the sheet has room for.</summary>
    private static string LongestReport(string verdict, int more = 0)
    {
        var name = string.Concat(Enumerable.Repeat("WWWWWWWWW ", 40));
        return new JsonObject
        {
            ["schemaVersion"] = "1.0",
            ["tool"] = name,
            ["command"] = "check",
            ["startedAt"] = "2026-05-04T10:12:05+02:00",
            ["finishedAt"] = "2026-05-04T10:12:36+02:00",
            ["headline"] = name,
            ["targets"] = new JsonArray([.. Enumerable.Range(0, 40).Select(i => Target(i, name))]),
            ["findings"] = new JsonArray([.. Enumerable.Range(0, 40).SelectMany(i => Findings(i, name, i < 12 && more == 0 ? "pass" : verdict))]),
            ["rules"] = new JsonArray(),
        }.ToJsonString();
    }

    private static JsonObject Target(int number, string name) => new() { ["id"] = Id(number, name), ["name"] = name, ["product"] = name, ["summary"] = name, ["complete"] = number % 2 == 0, ["facts"] = new JsonObject() };

    private static IEnumerable<JsonNode> Findings(int number, string name, string verdict) => Enumerable.Range(1, 9).Select(rule => new JsonObject
    {
        ["ruleId"] = Rule(rule),
        ["title"] = name,
        ["verdict"] = verdict,
        ["severity"] = "critical",
        ["target"] = Id(number, name),
        ["evidence"] = new JsonArray(name),
        ["remedy"] = name,
        ["references"] = new JsonArray(),
    });

    private static string Rule(int number) => $"LG-EXP-{number.ToString("D3", CultureInfo.InvariantCulture)}";

    private static string Id(int number, string name) => $"{number.ToString("D3", CultureInfo.InvariantCulture)} {name}";
}
