using Leadglass.Findings;
using Leadglass.Knowledge.Rules;

namespace Leadglass.Knowledge.Tests.Rules;

/// <summary>Products of Debian 12 and mended ones against the knowledge that is shipped. Truth by hand, from the advisories.</summary>
public sealed class KnowledgeRulesTests
{
    [Fact]
    public void OrthancOfDebian12_IsPotentiallyAffected_AndOldFlawsAreNotNamed()
    {
        var finding = Judge("Orthanc", "1.10.1")!;

        Assert.Equal((Verdict.Warn, Severity.Medium), (finding.Verdict, finding.Severity));
        Assert.Contains(finding.Evidence, line => line.StartsWith("Potential: CVE-2023-33466, Orthanc, versions < 1.12.0; fixed in 1.12.0;", StringComparison.Ordinal));
        Assert.Contains(finding.Evidence, line => line.StartsWith("Potential: CVE-2026-5442 (CVSS 9.8), DICOM Server, versions <= 1.12.10;", StringComparison.Ordinal));
        Assert.DoesNotContain(finding.Evidence, line => line.Contains("CVE-2025-0896", StringComparison.Ordinal));
        Assert.Contains(finding.Evidence, line => line.Contains("distribution may have mended it", StringComparison.Ordinal));
        Assert.Contains($"Knowledge of {KnowledgeFile.Shipped.Date:yyyy-MM-dd}.", finding.Evidence);
    }

    [Theory]
    [InlineData("DCMTK")]
    [InlineData("DCMTK storescp")]
    public void DcmtkOfDebian12_IsPotentiallyAffected_AndWhatItsVersionMendedIsNotNamed(string family)
    {
        var finding = Judge(family, "3.6.7")!;

        Assert.Equal(Verdict.Warn, finding.Verdict);
        Assert.Contains(finding.Evidence, line => line.StartsWith("Potential: CVE-2024-34509, DCMTK, versions < 3.6.9; fixed in 3.6.9;", StringComparison.Ordinal));
        // ICSMA-22-174-01 ends before 3.6.7; CVE-2025-2357 is about 3.6.9 only; CVE-2020-36855 was mended in 3.6.6.
        Assert.DoesNotContain(finding.Evidence, line => line.Contains("CVE-2022-2119", StringComparison.Ordinal));
        Assert.DoesNotContain(finding.Evidence, line => line.Contains("CVE-2025-2357", StringComparison.Ordinal));
        Assert.DoesNotContain(finding.Evidence, line => line.Contains("CVE-2020-36855", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Orthanc", "1.12.11")]
    [InlineData("DCMTK storescp", "3.7.0")]
    public void VersionAfterEveryAdvisory_PassesWhileTheKnowledgeIsFresh(string family, string version)
    {
        Assert.Equal(Verdict.Pass, Judge(family, version, 90)!.Verdict);
        Assert.Equal(Verdict.Inconclusive, Judge(family, version, 91)!.Verdict);
        Assert.Equal(Verdict.Inconclusive, Judge(family, version, null)!.Verdict);
    }

    [Fact]
    public void VersionNotKnown_IsInconclusive() =>
        Assert.Equal("3 vulnerabilities are published for Orthanc; its version is not known.", Assert.IsType<Finding>(Judge("Orthanc", null)).Evidence[0]);

    [Theory]
    [InlineData("practice server")]
    [InlineData("nginx")]
    [InlineData("")]
    [InlineData("DCM")]
    public void ProductThatNoAdvisoryNames_GetsNoVerdict(string family) => Assert.Null(Judge(family, "1.0"));

    [Fact]
    public void VersionThatNobodyCanCompare_IsPotential() => Assert.Equal(Verdict.Warn, Judge("Orthanc", "mainline")!.Verdict);

    [Fact]
    public void ExploitedVulnerability_IsHigh()
    {
        var knowledge = new KnowledgeBase(
            [new Vulnerability { Id = "CVE-2020-1", ExploitedSince = new DateOnly(2024, 5, 6), Affected = [new AffectedProduct { Vendor = "", Product = "Thing", Versions = "<2", Source = "S" }] }], null);

        var finding = Assert.Single(KnowledgeRules.All.Judge(KnownProduct.Of(knowledge, "Thing", "1", null), "t"));

        Assert.Equal(Severity.High, finding.Severity);
        Assert.StartsWith("Potential: CVE-2020-1, exploited since 2024-05-06, Thing, versions <2; fixed in 2; S.", finding.Evidence[0], StringComparison.Ordinal);
    }

    private static Finding? Judge(string family, string? version, int? age = 0) =>
        KnowledgeRules.All.Judge(KnownProduct.Of(KnowledgeFile.Shipped, family, version, age is { } days ? KnowledgeFile.Shipped.Date!.Value.AddDays(days) : null), "t").SingleOrDefault();
}
