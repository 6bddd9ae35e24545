using System.Text;
using System.Text.Json.Nodes;
using Leadglass.Findings;
using Leadglass.Knowledge.Rules;
using Leadglass.Knowledge.Vex;

namespace Leadglass.Knowledge.Tests.Vex;

public sealed class VexFileTests
{
    private const string Here = "10.20.0.8:104";
    private const string Orthanc = "pkg:generic/Orthanc@1.10.1";

    [Fact]
    public void Write_PotentialVulnerabilities_KeepsOpenVex()
    {
        var written = new StringWriter();

        Assert.Equal(2, VexFile.Write(Checked("CVE-2023-33466 CVE-2025-0896"), "PACS team", written));

        // OpenVEX 0.2.0: what a document and a statement must have.
        var document = JsonNode.Parse(written.ToString())!;
        Assert.All((string[])["@context", "@id", "author", "timestamp", "version", "statements"], field => Assert.NotNull(document[field]));
        Assert.Equal("https://openvex.dev/ns/v0.2.0", $"{document["@context"]}");
        var statement = document["statements"]![0]!;
        Assert.Equal(("CVE-2023-33466", "under_investigation"), ($"{statement["vulnerability"]!["name"]}", $"{statement["status"]}"));
        Assert.Equal("urn:leadglass:target:10.20.0.8:104", $"{statement["products"]![0]!["@id"]}");
        var (statements, others) = VexFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(written.ToString())));
        Assert.Equal(0, others);
        Assert.Equal([("CVE-2023-33466", Here, Orthanc, VexStatus.UnderInvestigation, "PACS team"), ("CVE-2025-0896", Here, Orthanc, VexStatus.UnderInvestigation, "PACS team")],
            statements.Select(static one => (one.Vulnerability, one.Target, one.Product, one.Status, one.Author)));
    }

    [Theory]
    [InlineData("not_affected", "\"justification\": \"vulnerable_code_not_present\"", Verdict.Pass)]
    [InlineData("fixed", "\"status_notes\": \"1.10.1+dfsg-2+deb12u1\"", Verdict.Pass)]
    [InlineData("under_investigation", "\"status_notes\": \"asked\"", Verdict.Warn)]
    [InlineData("affected", "\"action_statement\": \"separated\"", Verdict.Warn)]
    public void Judge_StatementAboutThisInstallation_Settles(string status, string why, Verdict expected)
    {
        var finding = Judge(Statements(status, why), Here, "1.10.1");

        Assert.Equal(expected, finding.Verdict);
        Assert.Contains("Carlo", string.Join('\n', finding.Evidence), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.20.0.9:104", "1.10.1")]
    [InlineData(Here, "1.10.2")]
    public void Judge_StatementAboutAnotherInstallationOrVersion_DoesNotApply(string target, string version) =>
        Assert.Equal(Verdict.Warn, Judge(Statements("fixed", "\"status_notes\": \"x\""), target, version).Verdict);

    [Fact]
    public void Judge_LaterStatement_OverrulesTheEarlier()
    {
        var both = Statements("fixed", "\"status_notes\": \"x\"").Concat(Statements("affected", "\"action_statement\": \"not mended after all\"")).ToList();

        Assert.Equal(Verdict.Warn, Judge(both, Here, "1.10.1").Verdict);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{}", "no OpenVEX")]
    [InlineData("{\"@context\": \"https://example.org\"}", "no OpenVEX")]
    [InlineData("{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"@context\": \"x\"}", "not JSON")]
    [InlineData("{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"statements\": [{\"status\": \"fixed\"}, {\"vulnerability\": {\"name\": \"CVE-1\"}, \"status\": \"gone\"}]}", "statement 2 has no vulnerability")]
    [InlineData("{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"statements\": [{\"vulnerability\": {\"name\": \"CVE-1\"}, \"status\": \"not_affected\"}]}", "needs a justification")]
    [InlineData("{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"statements\": [{\"vulnerability\": {\"name\": \"CVE-1\"}, \"status\": \"affected\"}]}", "needs an action_statement")]
    public void Read_WhatIsNone_SaysWhy(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => VexFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_StatementsOfMakers_AreCountedAndNotApplied()
    {
        var (statements, others) = VexFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(
            """{"@context": "https://openvex.dev/ns/v0.2.0", "statements": [{"vulnerability": {"name": "CVE-2023-33466"}, "products": [{"@id": "pkg:deb/debian/orthanc@1.10.1"}], "status": "fixed"}]}""")));

        Assert.Empty(statements);
        Assert.Equal(1, others);
    }

    private static Finding Judge(IReadOnlyList<VexStatement> statements, string target, string version)
    {
        var knowledge = new KnowledgeBase([KnowledgeFile.Shipped.Find("CVE-2023-33466")!], KnowledgeFile.Shipped.Date);
        return Assert.Single(KnowledgeRules.All.Judge(KnownProduct.Of(knowledge, "Orthanc", version, KnowledgeFile.Shipped.Date).With(statements, target), target));
    }

    private static IReadOnlyList<VexStatement> Statements(string status, string why) => VexFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(
        $$"""
        {"@context": "https://openvex.dev/ns/v0.2.0", "author": "Carlo", "statements": [{"vulnerability": {"name": "CVE-2023-33466"},
         "products": [{"@id": "urn:leadglass:target:{{Here}}", "subcomponents": [{"@id": "{{Orthanc}}"}]}], "status": "{{status}}", {{why}}}]}
        """))).Statements;

    private static Report Checked(string advisories) => new()
    {
        Tool = "leadglass test",
        Command = "check",
        StartedAt = new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero),
        FinishedAt = new DateTimeOffset(2026, 5, 4, 8, 1, 0, TimeSpan.Zero),
        Headline = "Checked.",
        Targets =
        [
            new Target { Id = "10.20.0.9:104", Summary = "", Complete = true, Facts = [] },
            new Target { Id = Here, Summary = "", Complete = true, Facts = [new("productPackage", Orthanc), new("advisories", advisories)] },
        ],
        Findings = [],
    };
}
