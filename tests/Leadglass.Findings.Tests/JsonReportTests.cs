using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadglass.Findings.Json;
using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class JsonReportTests
{
    private static readonly Report Compared = Samples.Network with
    {
        Interruption = "the network went down",
        Targets = [Samples.Network.Targets[0] with { Source = new SourceLocation("assets.yaml", 12) }, .. Samples.Network.Targets.Skip(1)],
        Baseline = Baseline.Compare(Samples.Network with { Findings = [Samples.Finding(Samples.ClearText, "10.20.0.8:2762", Verdict.Fail)] }, Samples.Network),
    };

    private static Report Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return JsonReport.Read(stream);
    }

    private static string RepositoryFolder([CallerFilePath] string testFile = "") => Path.GetFullPath(Path.Combine(testFile, "..", "..", ".."));

    private static string Changed(Action<JsonObject> change)
    {
        var document = JsonNode.Parse(Samples.Render(Samples.Network, ReportFormat.Json))!.AsObject();
        change(document);
        return document.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    [Fact]
    public void Write_Network_IsTheApprovedDocument() => ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.Json), "report.json");

    [Fact]
    public void Read_WhatWriteWrote_WritesTheSameAgain()
    {
        var json = Samples.Render(Compared, ReportFormat.Json);
        Assert.Equal(json, Samples.Render(Read(json), ReportFormat.Json));
    }

    [Fact]
    public void Read_WhatWriteWrote_KeepsTheRulesPages()
    {
        var rule = Read(Samples.Render(Compared, ReportFormat.Json)).Findings[0].Rule;
        Assert.Equal(Samples.OpenQuery.Why, rule.Why);
        Assert.Equal(Samples.OpenQuery.Remedies, rule.Remedies);
        Assert.Equal(Samples.OpenQuery.References, rule.References);
        Assert.Equal(Samples.OpenQuery.Proof, rule.Proof);
    }

    [Fact]
    public void Write_EveryMember_IsInTheSchemaAndEveryRequiredOneIsThere()
    {
        foreach (var report in new[] { Samples.Network, Compared, Samples.HostileNetwork })
            Assert.Empty(SchemaCheck.Problems(JsonReport.ReadSchema(), Samples.Render(report, ReportFormat.Json)));
    }

    [Fact]
    public void Read_ExampleOfTheReferencePage_IsAReport()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFolder(), "docs", "reference", "report-format.md"));
        var example = string.Join('\n', page.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)));
        Assert.Equal("10.20.0.14:11112", Read(example).Findings.Single().Target);
        Assert.Empty(SchemaCheck.Problems(JsonReport.ReadSchema(), example));
    }

    [Fact]
    public void Write_RepeatedFact_SharesOneMember()
    {
        var target = Samples.Network.Targets[0] with { Facts = [new("cipher", "A"), new("cipher", "B")] };
        Assert.Contains("\"cipher\": \"A; B\"", Samples.Render(Samples.Network with { Targets = [target] }, ReportFormat.Json), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownMembers_AreSkipped()
    {
        var json = Changed(document =>
        {
            document["schemaVersion"] = "1.7";
            document["future"] = new JsonArray(1, null, new JsonObject());
            document["findings"]![0]!["future"] = true;
        });
        Assert.Equal(8, Read(json).Findings.Count);
    }

    [Fact]
    public void Read_WithoutRules_KeepsWhatTheFindingsSay()
    {
        var rule = Read(Changed(document => document.Remove("rules"))).Findings[0].Rule;
        Assert.Equal("LG-EXP-021", rule.Id);
        Assert.Equal("Strangers can query this archive", rule.Title);
        Assert.Equal("", rule.What);
    }

    [Fact]
    public void Read_ByteOrderMark_IsSkipped() => Assert.Equal(5, Read("\uFEFF" + Samples.Render(Samples.Network, ReportFormat.Json)).Targets.Count);

    [Theory]
    [InlineData("verdict", "maybe")]
    [InlineData("verdict", "0")]
    [InlineData("severity", "fatal")]
    public void Read_UnknownWord_NamesLineAndPath(string member, string value)
    {
        var json = Changed(document => document["findings"]![2]![member] = value);
        var line = json.Split('\n').Index().First(pair => pair.Item.Contains($"\"{value}\"", StringComparison.Ordinal)).Index + 1;
        var error = Assert.Throws<ReportFormatException>(() => Read(json));
        Assert.Equal($"$.findings[2].{member}", error.Path);
        Assert.Equal(line, error.Line);
        Assert.StartsWith($"line {line}, $.findings[2].{member}: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("headline")]
    [InlineData("targets")]
    [InlineData("startedAt")]
    public void Read_RequiredMemberMissing_IsRefusedByName(string member)
    {
        var error = Assert.Throws<ReportFormatException>(() => Read(Changed(document => document.Remove(member))));
        Assert.Contains($"'{member}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("targets", "$.targets[0]")]
    [InlineData("findings", "$.findings[0]")]
    [InlineData("rules", "$.rules[0]")]
    public void Read_NullElement_IsRefusedWithItsPath(string member, string path)
    {
        var error = Assert.Throws<ReportFormatException>(() => Read(Changed(document => document[member]![0] = null)));
        Assert.Equal(path, error.Path);
    }

    [Fact]
    public void Read_NullEvidence_IsRefusedWithItsPath()
    {
        var error = Assert.Throws<ReportFormatException>(() => Read(Changed(document => document["findings"]![2]!["evidence"]![1] = null)));
        Assert.Equal("$.findings[2].evidence[1]", error.Path);
    }

    [Theory]
    [InlineData("headline")]
    [InlineData("findings")]
    public void Read_NullMember_IsRefused(string member) => Assert.Throws<ReportFormatException>(() => Read(Changed(document => document[member] = null)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"schemaVersion\": 1}")]
    [InlineData("{\"schemaVersion\": null}")]
    [InlineData("{\"schemaVersion\": \"1.0\"")]
    [InlineData("%PDF-1.7")]
    public void Read_NotAReport_IsRefused(string json) => Assert.Throws<ReportFormatException>(() => Read(json));

    [Fact]
    public void Read_VersionThatIsNoUtf8_IsRefused() =>
        Assert.Throws<ReportFormatException>(() => JsonReport.Read(new MemoryStream([.. "{\"schemaVersion\":\""u8, 0x84, .. "\"}"u8])));

    [Fact]
    public void Read_SyntaxError_NamesItsLine()
    {
        var error = Assert.Throws<ReportFormatException>(() => Read("{\n  \"schemaVersion\": \"1.0\",\n  \"tool\": oops\n}"));
        Assert.Equal(3, error.Line);
    }

    [Fact]
    public void Read_LaterMajorVersion_IsRefusedByVersion()
    {
        var error = Assert.Throws<ReportFormatException>(() => Read("{\"findings\": 7, \"schemaVersion\": \"2.0\"}"));
        Assert.Contains("2.0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RepeatedMember_IsRefused() =>
        Assert.Throws<ReportFormatException>(() => Read(Samples.Render(Samples.Network, ReportFormat.Json).Replace("\"tool\":", "\"command\": \"x\",\n  \"tool\":", StringComparison.Ordinal)));

    [Fact]
    public void Read_NestedWithoutEnd_IsRefused() =>
        Assert.Throws<ReportFormatException>(() => Read("{\"schemaVersion\": \"1.0\", \"x\": " + new string('[', 100_000)));

    [Fact]
    public void ReadAll_LongerThanTheLimit_StopsReading()
    {
        using var stream = new MemoryStream(new byte[1_000_000]);
        Assert.Null(BoundedBytes.ReadAll(stream, limit: 100_000));
        Assert.True(stream.Position < stream.Length);
    }
}
