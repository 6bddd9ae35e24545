using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>Campaigns against real programs. Which defects they have is between them and their makers: the tests ask only whether what is reported is true.</summary>
public sealed class FuzzFileTests
{
    [RealPeerFact("gdcmconv")]
    public async Task Gdcmconv_WhatIsReported_HappensAgain()
    {
        using var folder = new TemporaryFolder();
        var campaign = folder.File("campaign");
        var result = await Product.RunAsync("fuzz", "file", "--cases", "40", "--seed", "7", "--timeout", "1s", "--minimize", "0", "--output", campaign, "--", "gdcmconv", "--raw", "@@", "/dev/null");
        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        var evidence = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(campaign, "evidence.json"), TestContext.Current.CancellationToken))!;

        Assert.Equal(40, (long)evidence["cases"]!);
        Assert.Empty(evidence["unhealthySeeds"]!.AsArray());
        // Each costs the start of a program and its runs: three say enough.
        foreach (var defect in evidence["defects"]!.AsArray().Take(3))
        {
            if ((int)defect!["reproduced"]! < 3)
                continue;
            var replay = await Product.RunAsync("fuzz", "replay", Path.Combine(campaign, "reproducers", $"{defect["id"]}.dcm"), "--timeout", "1s", "--times", "1", "--", "gdcmconv", "--raw", "@@", "/dev/null");
            Assert.True(replay.ExitCode == 1 && replay.Output.Contains($"{defect["id"]}", StringComparison.Ordinal), replay.AllOutput);
        }
    }
}
