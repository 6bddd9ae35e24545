using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class SarifReportTests
{
    private static JsonNode Run(Report report) => JsonNode.Parse(Samples.Render(report, ReportFormat.Sarif))!["runs"]![0]!;

    private static JsonNode Result(Finding finding) => Run(Samples.Network with { Findings = [finding] })["results"]![0]!;

    [Fact]
    public void Write_Network_IsTheApprovedLog() => ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.Sarif), "report.sarif");

    // SARIF 2.1.0 §3.27.9 and §3.27.10: only a result of kind "fail" has a level other than "none".
    [Theory]
    [InlineData(Verdict.Fail, Severity.Critical, "fail", "error")]
    [InlineData(Verdict.Fail, Severity.High, "fail", "error")]
    [InlineData(Verdict.Fail, Severity.Medium, "fail", "warning")]
    [InlineData(Verdict.Fail, Severity.Low, "fail", "note")]
    [InlineData(Verdict.Fail, Severity.Info, "fail", "note")]
    [InlineData(Verdict.Warn, Severity.High, "fail", "warning")]
    [InlineData(Verdict.Warn, Severity.Info, "fail", "note")]
    [InlineData(Verdict.Pass, Severity.High, "pass", "none")]
    [InlineData(Verdict.Inconclusive, Severity.High, "open", "none")]
    [InlineData(Verdict.NotTested, Severity.High, "notApplicable", "none")]
    public void Write_Verdict_HasItsKindAndLevel(Verdict verdict, Severity severity, string kind, string level)
    {
        var result = Result(Samples.Finding(Samples.OpenQuery, "10.0.0.5:104", verdict) with { Severity = severity });
        Assert.Equal(kind, (string?)result["kind"]);
        Assert.Equal(level, (string?)result["level"]);
    }

    [Theory]
    [InlineData("10.0.0.5:11112", "tcp://10.0.0.5:11112", "10.0.0.5%3A11112")]
    [InlineData("[fe80::1]:104", "tcp://[fe80::1]:104", "%5Bfe80%3A%3A1%5D%3A104")]
    [InlineData("pacs.example.org:2762", "tcp://pacs.example.org:2762", "pacs.example.org%3A2762")]
    [InlineData("images/a b.dcm", "images/a b.dcm", "images/a%20b.dcm")]
    [InlineData(@"images\ct\1.dcm", @"images\ct\1.dcm", "images/ct/1.dcm")]
    public void Write_Target_IsALogicalLocationAndAFile(string target, string logical, string uri)
    {
        var location = Result(Samples.Finding(Samples.OpenQuery, target, Verdict.Fail))["locations"]![0]!;
        Assert.Equal(logical, (string?)location["logicalLocations"]![0]!["fullyQualifiedName"]);
        Assert.Equal(uri, (string?)location["physicalLocation"]!["artifactLocation"]!["uri"]);
    }

    [Fact]
    public void Write_TargetOfAnInventory_PointsToItsLine()
    {
        var target = Samples.Network.Targets[1] with { Source = new SourceLocation("inventory/assets.yaml", 12) };
        var report = Samples.Network with { Targets = [target], Findings = [Samples.Finding(Samples.OpenQuery, target.Id, Verdict.Fail)] };
        var physical = Run(report)["results"]![0]!["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("inventory/assets.yaml", (string?)physical["artifactLocation"]!["uri"]);
        Assert.Equal(12, (int?)physical["region"]!["startLine"]);
    }

    [Fact]
    public void Write_SameRuleAndTarget_HasTheSameFingerprintWhateverWasSeen()
    {
        // printf 'LG-EXP-021\n10.0.0.5:104' | sha256sum
        const string Expected = "51c1b93cba1779d51b9a30bf31a8821c756939bc7a49253b58e2872dad331dbb";
        foreach (var evidence in new[] { "status 0000H", "status FF00H" })
        {
            var result = Result(Samples.Finding(Samples.OpenQuery, "10.0.0.5:104", Verdict.Fail, evidence));
            Assert.Equal(Expected, (string?)result["partialFingerprints"]!["ruleAndTarget/v1"]);
        }
    }

    [Fact]
    public void Write_Weaknesses_AreTaxaThatTheRulesReferTo()
    {
        var run = Run(Samples.Network);
        Assert.Equal(["306", "319"], run["taxonomies"]![0]!["taxa"]!.AsArray().Select(taxon => (string?)taxon!["id"]));
        var target = run["tool"]!["driver"]!["rules"]![1]!["relationships"]![0]!["target"]!;
        Assert.Equal("319", (string?)target["id"]);
        Assert.Equal(1, (int?)target["index"]);
    }

    // SARIF 2.1.0 §3.11.5 and §3.11.6: braces are placeholders and brackets are links unless they are escaped.
    [Fact]
    public void Write_BracketsAndBraces_AreNeitherLinksNorPlaceholders()
    {
        var result = Result(Samples.Finding(Samples.OpenQuery, "10.0.0.5:104", Verdict.Fail, "[here](https://example.org) {0}"));
        Assert.EndsWith(@"\[here\](https://example.org) {{0}}", (string?)result["message"]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithBaseline_TellsNewFromUnchanged()
    {
        var earlier = Samples.Network with { Findings = [.. Samples.Network.Findings.Where(finding => finding.Rule == Samples.ClearText)] };
        var results = Run(Samples.Network with { Baseline = Baseline.Compare(earlier, Samples.Network) })["results"]!.AsArray();
        Assert.Equal([null, null, "new", "unchanged", "unchanged", null, "new", null], results.Select(result => (string?)result!["baselineState"]));
    }

    [Fact]
    public void Write_CutShort_WasNotSuccessful()
    {
        var invocation = Run(Samples.Network with { Interruption = "interrupted" })["invocations"]![0]!;
        Assert.False((bool?)invocation["executionSuccessful"]);
        Assert.Equal("interrupted", (string?)invocation["toolExecutionNotifications"]![0]!["message"]!["text"]);
    }
}
