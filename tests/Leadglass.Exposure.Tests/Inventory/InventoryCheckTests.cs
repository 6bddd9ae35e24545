using Leadglass.Exposure.Inventory;
using Leadglass.Findings;

namespace Leadglass.Exposure.Tests.Inventory;

public sealed class InventoryCheckTests
{
    private static readonly Assessment B12 = new() { Subject = "B.12", Title = "", Verdict = Verdict.Pass, Summary = "holds", Details = [] };

    [Fact]
    public void Of_AllAsWanted_HasNoProblem()
    {
        var report = Check(Tls("10.20.0.8:2762", B12) with { Product = "Orthanc 1.12.1" });

        Assert.DoesNotContain(report.Findings, static finding => finding.IsProblem);
        Assert.Equal(["LG-INV-001", "LG-INV-002", "LG-INV-003", "LG-INV-004", "LG-INV-005", "LG-INV-006"], report.Findings.Select(static finding => finding.Rule.Id));
        Assert.EndsWith("All is as the inventory says.", report.Headline, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dicom", "both", "LG-INV-003", Verdict.Fail)]
    [InlineData("dicom-tls", "open", "LG-INV-005", Verdict.Fail)]
    [InlineData("dicom-tls", "called-checked", "LG-INV-005", Verdict.Fail)]
    [InlineData("dicom-tls", "dimse-restricted", "LG-INV-005", Verdict.Fail)]
    [InlineData("dicom-tls", "calling-checked", "LG-INV-005", Verdict.Pass)]
    [InlineData("dicom-tls", "address-restricted", "LG-INV-005", Verdict.Pass)]
    [InlineData("dicom-tls", "busy", "LG-INV-005", Verdict.Inconclusive)]
    [InlineData("https", "both", "LG-INV-004", Verdict.Fail)]
    [InlineData("tls", "both", "LG-INV-004", Verdict.Inconclusive)]
    public void Of_PortThatChanged_IsJudged(string service, string policy, string rule, Verdict expected)
    {
        var report = Check(Reports.Target("10.20.0.8:2762", ("service", service), ("aePolicy", policy)) with { Assessments = service == "dicom" ? [] : [B12] });

        Assert.Equal(expected, Assert.Single(report.Findings, finding => finding.Rule.Id == rule).Verdict);
    }

    [Theory]
    [InlineData(Verdict.Fail, Verdict.Fail)]
    [InlineData(Verdict.Inconclusive, Verdict.Inconclusive)]
    public void Of_ProfileThatDoesNotHold_IsSaid(Verdict seen, Verdict expected) =>
        Assert.Equal(expected, Assert.Single(Check(Tls("10.20.0.8:2762", B12 with { Verdict = seen })).Findings, static finding => finding.Rule.Id == "LG-INV-003").Verdict);

    [Fact]
    public void Of_ProfileThatWasNotExamined_IsNotKnown() =>
        Assert.Equal(Verdict.Inconclusive, Assert.Single(Check(Tls("10.20.0.8:2762")).Findings, static finding => finding.Rule.Id == "LG-INV-003").Verdict);

    [Fact]
    public void Of_StrangerAndNewPortAndOtherProduct_AreTold()
    {
        var report = Check(
            Tls("10.20.0.8:2762", B12) with { Product = "dcm4che" },
            Reports.Target("10.20.0.8:104", ("service", "dicom")),
            Reports.Target("10.20.0.9:104", ("service", "dicom")));

        Assert.Equal(
            [("LG-INV-006", "10.20.0.8:2762"), ("LG-INV-002", "10.20.0.8:104"), ("LG-INV-001", "10.20.0.9:104")],
            report.Findings.Where(static finding => finding.IsProblem).Select(static finding => (finding.Rule.Id, finding.Target)));
        Assert.Contains("one of your networks", Assert.Single(report.Findings, static finding => finding.Target == "10.20.0.9:104").Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PortThatDoesNotAnswer_IsATargetOfItsOwn_UnlessTheRunWasCut()
    {
        var (inventory, report) = (Inventory(), Reports.Of(Reports.Target("10.20.0.8") with { Summary = "nothing answers" }));

        var silent = InventoryCheck.Of(report, inventory, static _ => true);
        var cut = InventoryCheck.Of(report, inventory, static _ => true, isWhole: false);

        Assert.Equal(("LG-INV-007", "10.20.0.8:2762"), Assert.Single(silent.Findings.Select(static finding => (finding.Rule.Id, finding.Target))));
        Assert.False(Assert.Single(silent.Targets, static target => target.Id == "10.20.0.8:2762").Complete);
        Assert.Empty(cut.Findings);
    }

    /// <summary>A name means several addresses, and one that answers is enough.</summary>
    [Fact]
    public void Of_SystemKnownByItsName_IsFoundAtAnyAddress()
    {
        var inventory = new SiteInventory { Systems = [new Asset { Name = "PACS", Addresses = ["PACS1.example.org"], Ports = [new AssetPort(104)] }] };
        var report = InventoryCheck.Of(Reports.Of(Reports.Target("192.0.2.4:104", ("service", "dicom")) with { Name = "pacs1.example.org" }), inventory, static _ => true);

        Assert.DoesNotContain(report.Findings, static finding => finding.IsProblem);
    }

    [Fact]
    public void Of_FewerRules_JudgesThose() =>
        Assert.All(InventoryCheck.Of(Reports.Of(Tls("10.20.0.8:2762", B12)), Inventory(), static rule => rule.Id == "LG-INV-002").Findings, static finding => Assert.Equal("LG-INV-002", finding.Rule.Id));

    private static Report Check(params Target[] targets) => InventoryCheck.Of(Reports.Of(targets), Inventory(), static _ => true);

    private static Target Tls(string id, params Assessment[] assessments) => Reports.Target(id, ("service", "dicom-tls"), ("aePolicy", "both")) with { Assessments = assessments };

    private static SiteInventory Inventory() => new()
    {
        Netblocks = [System.Net.IPNetwork.Parse("10.20.0.0/24")],
        Systems = [new Asset { Name = "PACS", Addresses = ["10.20.0.8"], Product = "orthanc", Ports = [new AssetPort(2762) { Protocol = "dicom-tls", TlsProfile = "B.12", Callers = Callers.Registered }] }],
    };
}
