using Leadglass.Knowledge.Import;
using Leadglass.TestKit;

namespace Leadglass.Knowledge.Tests.Import;

/// <summary>Each format with a document of its kind: two of CISA's as published, the others in the shape that their authors document.</summary>
public sealed class FormatTests
{
    private static string Sample(string name) => Path.Combine(Repository.Root, "tests", "Leadglass.Knowledge.Tests", "Samples", name);

    [Fact]
    public void Csaf_AdvisoryOfDcmtk_HasItsThreeVulnerabilities()
    {
        var (file, knowledge) = Importing.Bytes(File.ReadAllBytes(Sample("icsma-22-174-01.json")));

        Assert.Equal(new ImportedFile("one.json", ImportOutcome.Imported, null), file);
        Assert.Equal(["CVE-2022-2119", "CVE-2022-2120", "CVE-2022-2121"], knowledge.Vulnerabilities.Select(one => one.Id));
        var first = knowledge.Vulnerabilities[0];
        Assert.Equal((7.5, "CVSS:3.0/AV:A/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H"), (first.Score, first.Vector));
        Assert.Equal(["CWE-22"], first.Weaknesses);
        Assert.Equal(
            new AffectedProduct
            {
                Vendor = "OFFIS",
                Product = "DCMTK",
                Versions = "< 3.6.7",
                Source = "ICSMA-22-174-01",
                Link = "https://www.cisa.gov/news-events/ics-medical-advisories/icsma-22-174-01",
                Date = new DateOnly(2022, 6, 23),
            },
            Assert.Single(first.Affected));
        Assert.Equal(new DateOnly(2022, 6, 23), knowledge.Date);
    }

    [Fact]
    public void Csaf_RangeInProse_IsPotentialAndKept()
    {
        var (file, knowledge) = Importing.Bytes(File.ReadAllBytes(Sample("icsma-19-241-02.json")));

        Assert.Equal(ImportOutcome.Potential, file.Outcome);
        Assert.StartsWith("Philips HDI 4000 Ultrasound Systems: versions not understood: * running on old", file.Reason, StringComparison.Ordinal);
        Assert.Single(knowledge.Vulnerabilities);
    }

    [Fact]
    public void CveRecord_WithoutProductInItsFirstContainer_TakesTheSecond()
    {
        var one = Importing.Only(
            """
            {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2024-28130","state":"PUBLISHED","dateUpdated":"2024-08-02T00:48:49.150Z"},"containers":{
             "cna":{"affected":[{"vendor":"n/a","product":"n/a","versions":[{"version":"n/a","status":"affected"}]}],
              "metrics":[{"cvssV3_1":{"baseScore":7.5,"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}}],
              "problemTypes":[{"descriptions":[{"cweId":"CWE-704"},{"cweId":"n/a"}]}]},
             "adp":[{"affected":[{"vendor":"offis","product":"dcmtk","defaultStatus":"unknown","versions":[{"status":"affected","version":"0","lessThanOrEqual":"3.6.8"}]}]}]}}
            """);

        Assert.Equal(["offis/dcmtk/<=3.6.8"], Importing.Products(one));
        Assert.Equal((7.5, "CWE-704", new DateOnly(2024, 8, 2)), (one.Score, one.Weaknesses[0], one.Affected[0].Date));
    }

    [Theory]
    [InlineData("""[{"version":"3.6.4","status":"affected"},{"version":"3.6.5","status":"affected"},{"version":"3.6.6","status":"unaffected"}]""", "", "3.6.4 | 3.6.5")]
    [InlineData("""[{"version":"1.2","status":"affected","lessThan":"1.4"},{"version":"2.0","status":"affected","lessThanOrEqual":"2.1"}]""", "", ">=1.2|<1.4 | >=2.0|<=2.1")]
    [InlineData("""[{"version":"0","status":"affected","lessThan":"1.5.8"}]""", "unaffected", "<1.5.8")]
    [InlineData("""[{"version":"1.5","status":"affected","lessThan":"*"}]""", "", ">=1.5")]
    [InlineData("""[{"version":"1.5.8","status":"unaffected","lessThan":"*"}]""", "affected", "<1.5.8")]
    [InlineData("[]", "affected", "*")]
    [InlineData("[]", "unknown", "n/a")]
    [InlineData("""[{"version":"1.0 on Windows","status":"affected"}]""", "", "1.0 on Windows")]
    public void CveRecord_Versions_BecomeOneRange(string versions, string otherwise, string expected)
    {
        var one = Importing.Only(
            $$"""
            {"dataType":"CVE_RECORD","cveMetadata":{"cveId":"CVE-2025-1","state":"PUBLISHED"},
             "containers":{"cna":{"affected":[{"vendor":"V","product":"P","defaultStatus":"{{otherwise}}","versions":{{versions}} } ] } } }
            """);

        Assert.Equal([$"V/P/{expected}"], Importing.Products(one));
    }

    [Fact]
    public void CveRecord_WithoutAnyProduct_IsPotentialAndKept()
    {
        var (file, knowledge) = Importing.Text(
            """{"dataType":"CVE_RECORD","cveMetadata":{"cveId":"CVE-2023-33466","state":"PUBLISHED"},"containers":{"cna":{"affected":[{"vendor":"n/a","product":"n/a"}]}}}""");

        Assert.Equal(ImportOutcome.Potential, file.Outcome);
        Assert.Equal("CVE-2023-33466", Assert.Single(knowledge.Vulnerabilities).Id);
    }

    [Fact]
    public void CveRecord_Rejected_IsRefusedWithTheReason() => Assert.Equal(
        new ImportedFile("one.json", ImportOutcome.Refused, "CVE-2025-1 was rejected by those who assign the codes"),
        Importing.Text("""{"dataType":"CVE_RECORD","cveMetadata":{"cveId":"CVE-2025-1","state":"REJECTED"}}""").File);

    [Fact]
    public void Nvd_Configurations_BecomeProductsAndRanges()
    {
        var one = Importing.Only(
            """
            {"resultsPerPage":1,"format":"NVD_CVE","version":"2.0","vulnerabilities":[{"cve":{"id":"CVE-2022-2119","vulnStatus":"Modified","lastModified":"2022-07-05T16:30:00.000",
             "metrics":{"cvssMetricV31":[{"cvssData":{"baseScore":7.5,"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N"}}]},
             "weaknesses":[{"description":[{"lang":"en","value":"CWE-22"},{"lang":"en","value":"NVD-CWE-noinfo"}]}],
             "configurations":[{"nodes":[{"operator":"OR","cpeMatch":[
              {"vulnerable":true,"criteria":"cpe:2.3:a:offis:dcmtk:*:*:*:*:*:*:*:*","versionEndExcluding":"3.6.7"},
              {"vulnerable":true,"criteria":"cpe:2.3:a:some\\:maker:a_viewer:2.0:rc1:*:*:*:*:*:*"},
              {"vulnerable":false,"criteria":"cpe:2.3:o:debian:debian_linux:12:*:*:*:*:*:*:*"}]}]}]}}]}
            """);

        Assert.Equal(["offis/dcmtk/<3.6.7", "some:maker/a viewer/2.0-rc1"], Importing.Products(one));
        Assert.Equal((7.5, "CWE-22", "NVD CVE-2022-2119"), (one.Score, one.Weaknesses.Single(), one.Affected[0].Source));
    }

    [Fact]
    public void Osv_EventsAndVersions_BecomeOneRangeUnderTheCveCode()
    {
        var one = Importing.Only(
            """
            {"schema_version":"1.4.0","id":"GHSA-xxxx-yyyy-zzzz","modified":"2024-05-01T00:00:00Z","aliases":["PYSEC-1","CVE-2024-9"],"summary":"A reader reads too far",
             "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],"database_specific":{"cwe_ids":["CWE-125"]},
             "affected":[{"package":{"ecosystem":"PyPI","name":"pydicom"},"versions":["2.9"],"ranges":[
              {"type":"GIT","events":[{"introduced":"0"},{"fixed":"abc"}]},
              {"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.2"},{"introduced":"2.0"},{"last_affected":"2.3"}]}]}]}
            """);

        Assert.Equal("CVE-2024-9", one.Id);
        Assert.Equal(["PyPI/pydicom/<1.2 | >=2.0|<=2.3 | 2.9"], Importing.Products(one));
    }

    [Fact]
    public void Osv_CommitsOnly_IsPotential() => Assert.Equal(ImportOutcome.Potential, Importing.Text(
        """{"id":"OSV-1","modified":"2024-05-01T00:00:00Z","affected":[{"package":{"ecosystem":"OSS-Fuzz","name":"gdcm"},"ranges":[{"type":"GIT","events":[{"introduced":"a"}]}]}]}""").File.Outcome);

    [Fact]
    public void KevAndEpss_MarkWhatOtherFilesBring_AndAddNothing()
    {
        var import = new AdvisoryImport();
        Add("a.json", """{"catalogVersion":"2025.01.01","dateReleased":"2025-01-01T10:00:00.0000Z","vulnerabilities":[{"cveID":"CVE-2022-2119","dateAdded":"2024-12-24"},{"cveID":"CVE-2000-1","dateAdded":"2024-12-24"}]}""");
        Add("b.csv", "#model_version:v2023.03.01,score_date:2025-02-03T00:00:00+0000\ncve,epss,percentile\nCVE-2022-2120,0.00123,0.4\nCVE-2000-2,0.9,0.9\nCVE-2022-2121,2,0.1\n");
        Add("c.json", """{"status":"OK","data":[{"cve":"CVE-2022-2119","epss":"0.500000000","percentile":"0.9","date":"2025-02-04"}]}""");
        import.Add("d.json", new MemoryStream(File.ReadAllBytes(Sample("icsma-22-174-01.json"))));

        var knowledge = import.Build();
        Assert.All(import.Files, file => Assert.Equal(ImportOutcome.Imported, file.Outcome));
        Assert.Equal(
            [("CVE-2022-2119", new DateOnly(2024, 12, 24), 0.5), ("CVE-2022-2120", null, 0.00123), ("CVE-2022-2121", null, null)],
            knowledge.Vulnerabilities.Select(one => (one.Id, one.ExploitedSince, one.Epss)));
        Assert.Equal(new DateOnly(2022, 6, 23), knowledge.Date);   // of the advisory: the lists name no products

        void Add(string name, string text) => import.Add(name, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
