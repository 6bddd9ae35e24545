using System.Net;
using Leadglass.Exposure.External;
using Leadglass.Exposure.Inventory;
using Leadglass.Exposure.Rules;
using Leadglass.Findings;

namespace Leadglass.Exposure.Tests.External;

public sealed class ExternalReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 12, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Build_ShodanBannerOfDicom_FailsAsReachable()
    {
        var report = ReportOf("shodan-banners.jsonl");

        var finding = FindingOf(report, "LG-EXP-070", "192.0.2.10:104");
        Assert.Equal((Verdict.Fail, Severity.High), (finding.Verdict, finding.Severity));
        Assert.Contains("line 1", finding.Evidence[0], StringComparison.Ordinal);
        Assert.Equal(Verdict.Warn, FindingOf(report, "LG-EXP-070", "192.0.2.11:8042").Verdict);
        Assert.DoesNotContain(report.Targets, target => target.Id == "198.51.100.8:443");
    }

    [Fact]
    public void Build_PortWithoutAnswer_IsLow()
    {
        var finding = FindingOf(ReportOf("masscan.json"), "LG-EXP-070", "192.0.2.10:104");

        Assert.Equal((Verdict.Warn, Severity.Low), (finding.Verdict, finding.Severity));
    }

    // nmap's table calls 11112 dicom without asking; dicom-ping has asked 104. What it reached, it reached from where it ran.
    [Fact]
    public void Build_NmapReport_IsNeverMoreThanWarn()
    {
        var report = ReportOf("nmap.xml");

        Assert.Equal((Verdict.Warn, Severity.High), (FindingOf(report, "LG-EXP-070", "192.0.2.10:104").Verdict, FindingOf(report, "LG-EXP-070", "192.0.2.10:104").Severity));
        Assert.Equal(Severity.Low, FindingOf(report, "LG-EXP-070", "192.0.2.10:11112").Severity);
    }

    [Fact]
    public void Build_PrivateAddress_IsInconclusive()
    {
        var report = new ExternalReport([], new KnowledgeCriteria());
        report.Add(Dicom("10.0.0.5"));

        Assert.Equal(Verdict.Inconclusive, FindingOf(Build(report), "LG-EXP-070", "10.0.0.5:104").Verdict);
    }

    [Theory]
    [InlineData("192.0.2.10", 104, Verdict.Pass, Verdict.Pass)]
    [InlineData("192.0.2.10", 11112, Verdict.Fail, Verdict.Pass)]
    [InlineData("192.0.2.20", 104, Verdict.Fail, Verdict.Fail)]
    [InlineData("198.51.100.20", 104, Verdict.Fail, Verdict.Inconclusive)]
    public void Build_WithInventory_TellsWhatMayBeReached_AndWhatIsInNone(string address, int port, Verdict reachable, Verdict known)
    {
        var inventory = new SiteInventory
        {
            Netblocks = [IPNetwork.Parse("192.0.2.0/24")],
            Systems = [new Asset { Name = "Portal", Addresses = ["192.0.2.10"], Ports = [new AssetPort(104) { IsReachableFromOutside = true }, new AssetPort(11112)] }],
        };
        var report = new ExternalReport([], new KnowledgeCriteria(), inventory);
        report.Add(Dicom(address) with { Port = port });
        var built = Build(report);

        Assert.Equal(reachable, FindingOf(built, "LG-EXP-070", $"{address}:{port}").Verdict);
        Assert.Equal(known, FindingOf(built, "LG-EXP-073", $"{address}:{port}").Verdict);
    }

    [Fact]
    public void Build_WithNetworks_LeavesOtherAddressesOut()
    {
        var report = new ExternalReport([IPNetwork.Parse("192.0.2.0/24")], new KnowledgeCriteria());
        Fill("shodan-banners.jsonl", report.Add);

        var built = Build(report);

        Assert.Equal(["192.0.2.10:104", "192.0.2.11:8042"], built.Targets.Select(target => target.Id));
        Assert.Contains("3 services outside your networks left out", built.Headline, StringComparison.Ordinal);
    }

    // CVE-2022-2119 is published for DCMTK before 3.6.7 (ICSMA-22-174-01); the banner says 3.6.4.
    [Fact]
    public void Build_VersionWithAdvisories_IsPotential()
    {
        var finding = FindingOf(ReportOf("shodan-banners.jsonl"), "LG-KNW-001", "192.0.2.10:104");

        Assert.Equal(Verdict.Warn, finding.Verdict);
        Assert.Contains(finding.Evidence, line => line.StartsWith("Potential: CVE-2022-2119", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_HoneypotLabel_Warns()
    {
        var report = ReportOf("shodan-banners.jsonl");

        Assert.Equal(Verdict.Warn, FindingOf(report, "LG-EXP-071", "198.51.100.7:104").Verdict);
        Assert.DoesNotContain(report.Findings, finding => finding.Rule.Id == "LG-EXP-071" && finding.Target == "192.0.2.10:104");
    }

    [Fact]
    public void Build_IndustrialPortsBesideDicom_AreInconclusive()
    {
        var report = new ExternalReport([], new KnowledgeCriteria());
        report.Add(Dicom("192.0.2.1"));
        report.Add(Dicom("192.0.2.1") with { Port = 502, Service = "modbus" });
        report.Add(Dicom("192.0.2.1") with { Port = 102, Service = "s7" });

        Assert.Equal(Verdict.Inconclusive, FindingOf(Build(report), "LG-EXP-071", "192.0.2.1:104").Verdict);
    }

    [Fact]
    public void Build_WithEarlierExport_TellsNewChangedSameAndGone()
    {
        var report = new ExternalReport([], new KnowledgeCriteria());
        report.Compare();
        report.AddPrevious(Dicom("192.0.2.1"));
        report.AddPrevious(Dicom("192.0.2.2"));
        report.AddPrevious(Dicom("192.0.2.4"));
        report.Add(Dicom("192.0.2.1"));
        report.Add(Dicom("192.0.2.2") with { Product = "Orthanc", Version = "1.5.7" });
        report.Add(Dicom("192.0.2.3"));

        var built = Build(report);

        Assert.Equal(Verdict.Pass, FindingOf(built, "LG-EXP-072", "192.0.2.1:104").Verdict);
        Assert.Equal("It was no known product, and is Orthanc 1.5.7 (possible).", FindingOf(built, "LG-EXP-072", "192.0.2.2:104").Evidence[0]);
        Assert.Equal("The earlier export does not list it.", FindingOf(built, "LG-EXP-072", "192.0.2.3:104").Evidence[0]);
        Assert.Equal("in the earlier export, and not listed any more", built.Targets.Single(target => target.Id == "192.0.2.4:104").Summary);
    }

    [Fact]
    public void Add_SameServiceTwice_TheLaterCounts()
    {
        var report = new ExternalReport([], new KnowledgeCriteria());
        report.Add(Dicom("192.0.2.1") with { Time = Now, Organisation = "late" });
        report.Add(Dicom("192.0.2.1") with { Time = Now.AddDays(-1), Organisation = "early" });

        Assert.Contains(new KeyValuePair<string, string>("listedOrganisation", "late"), Assert.Single(Build(report).Targets).Facts);
    }

    [Fact]
    public void Add_PortScanAfterShodan_DoesNotHideWhatShodanKnows()
    {
        var report = new ExternalReport([], new KnowledgeCriteria());
        Fill("shodan-banners.jsonl", report.Add);
        Fill("nmap.xml", report.Add);
        Fill("naabu.txt", report.Add);

        Assert.Equal(Verdict.Fail, FindingOf(Build(report), "LG-EXP-070", "192.0.2.10:104").Verdict);
    }

    [Fact]
    public void For_Network_EverySearchNamesIt()
    {
        var network = IPNetwork.Parse("192.0.2.0/24");

        Assert.All(SearchQueries.For(network), search => Assert.Contains("192.0.2.0/24", search.Query, StringComparison.Ordinal));
        Assert.Contains(("Shodan", "net:192.0.2.0/24 \"DICOM Server Response\""), SearchQueries.For(network));
    }

    [Theory]
    [InlineData("0.0.0.0/0", false)]
    [InlineData("192.0.0.0/7", false)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("2000::/3", false)]
    [InlineData("192.0.2.0/24", true)]
    [InlineData("2001:db8::/32", true)]
    public void IsAllowed_Network_OnlyOneOwners(string network, bool allowed) => Assert.Equal(allowed, SearchQueries.IsAllowed(IPNetwork.Parse(network), out _));

    private static Sighting Dicom(string address) =>
        new() { Source = ExternalSource.Shodan, Where = new SourceLocation("export", 1), Address = IPAddress.Parse(address), Port = 104, Service = "dicom" };

    private static Report ReportOf(string name)
    {
        var report = new ExternalReport([], new KnowledgeCriteria());
        Fill(name, report.Add);
        return Build(report);
    }

    private static void Fill(string name, Action<Sighting> add)
    {
        using var file = File.OpenRead(ExternalSample.Path(name));
        foreach (var sighting in new ExportReader(name).Read(file))
            add(sighting);
    }

    private static Report Build(ExternalReport report) => report.Build("exposure import", "leadglass", Now, Now, 0);

    private static Finding FindingOf(Report report, string rule, string target) => report.Findings.Single(finding => finding.Rule.Id == rule && finding.Target == target);
}
