using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class JsonLinesWriterTests
{
    [Fact]
    public void Write_Network_IsTheApprovedStream() => ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.JsonLines), "report.jsonl");

    [Fact]
    public void Write_EachTarget_IsFlushedWithItsFindingsBeforeTheNext()
    {
        using var writer = new FlushCountingWriter();
        var lines = new JsonLinesWriter(writer);
        lines.Start("leadglass 0.1.0", "check", Samples.Network.StartedAt);
        lines.Write(Samples.Network.Targets[0], [Samples.Network.Findings[0]]);
        Assert.Equal(2, writer.Flushes);
        Assert.EndsWith("}\n", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_CutShort_EndsWithTheReason()
    {
        var last = Samples.Render(Samples.Network with { Interruption = "interrupted" }, ReportFormat.JsonLines).TrimEnd().Split('\n')[^1];
        Assert.Equal("interrupted", (string?)JsonNode.Parse(last)!["interruption"]);
    }

    [Fact]
    public void Write_Finding_HasTheMembersOfTheWholeReport()
    {
        var line = JsonNode.Parse(Samples.Render(Samples.Network, ReportFormat.JsonLines).Split('\n').First(text => text.Contains("\"finding\"", StringComparison.Ordinal)))!.AsObject();
        var whole = JsonNode.Parse(Samples.Render(Samples.Network, ReportFormat.Json))!["findings"]![0];
        line.Remove("type");
        Assert.True(JsonNode.DeepEquals(whole, line));
    }

    private sealed class FlushCountingWriter : StringWriter
    {
        public int Flushes { get; private set; }

        public override void Flush() => Flushes++;
    }
}
