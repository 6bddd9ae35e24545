using System.Text.Json.Nodes;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Campaign;

/// <summary>The state of a campaign as somebody else may have written it: names in it become names of files.</summary>
public sealed class CampaignStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("$.defects[0].id", "\"../../victim\"")]
    [InlineData("$.defects[0].id", "\"\"")]
    [InlineData("$.defects[0].extension", "\"/../../victim.txt\"")]
    [InlineData("$.defects[0].extension", "\".dcm..\"")]
    [InlineData("$.defects[0].steps", "null")]
    [InlineData("$.defects[0].firstCase", "-1")]
    [InlineData("$.defects[0]", "null")]
    [InlineData("$.defects", "null")]
    [InlineData("$.operators", "null")]
    [InlineData("$.operators[0].cases", "9223372036854775807")]
    [InlineData("$.arguments", "[null]")]
    [InlineData("$.tokens", "[\"zz\"]")]
    public async Task Read_WhatNoCampaignWrites_IsRefused(string path, string value)
    {
        var folder = new CampaignFolder(_folder.Path);
        var options = new CampaignOptions { Target = CampaignTarget.Of(new CommandTarget(_folder.Write("planted", ""), ["@@"])), Cases = 4000, Seed = 3, MinimizeBudget = 0 };
        using (var campaign = new FuzzCampaign(options, new CaseMaker(options.Seed, options.Seeds), static _ => new PlantedReader(), folder, "leadglass test", TimeProvider.System))
            await campaign.RunAsync(null, null, TestContext.Current.CancellationToken);
        Assert.NotEmpty(folder.Read()!.Defects);

        var file = Path.Combine(_folder.Path, "campaign.json");
        var state = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        var parts = path[2..].Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        var place = parts[..^1].Aggregate(state, static (node, part) => part == "0" ? node[0]! : node[part]!);
        if (parts[^1] == "0")
            place[0] = JsonNode.Parse(value);
        else
            place[parts[^1]] = JsonNode.Parse(value);
        await File.WriteAllTextAsync(file, state.ToJsonString(), TestContext.Current.CancellationToken);

        Assert.Contains("is not the state of a campaign", Assert.Throws<IOException>(() => folder.Read()).Message, StringComparison.Ordinal);
    }
}
