using Leadglass.Exposure;
using Leadglass.Findings;

namespace Leadglass.Lab.Tests;

/// <summary>What is known of every system of the practice hospital, because it was built so, held against what the check says.</summary>
public sealed class TruthTableTests(CheckedHospital hospital) : IClassFixture<CheckedHospital>
{
    // Rules by the number after LG-EXP-; TlsTruthTableTests has those about TLS. A rule in no column does not apply.
    private const string Truth =
        """
        system      | service        | policy             | Fail                | Warn                                    | Pass                                            | Inconclusive | NotTested
        ARCHIVE     | dicom          | open               | 001 010 021 022     | 030 031 032 040 050                     | 023 033 034 035 036 041 052                     |              | 007
        ARCHIVE2    | dicom          | called-checked     | 001 021 022         | 011 012 030 031 032 040 050             | 010 023 033 034 035 036 041 052                 |              | 007
        ARCHIVE3    | dicom          | both               | 001                 | 012                                     | 010                                             |              | 007 021 022 023 030 031 032 033 034 035 036 040 041
        CALLERS     | dicom          | calling-checked    | 001                 | 012                                     | 010                                             |              | 007 021 022 023 030 031 032 033 034 035 036 040 041
        CAREFUL     | dicom          | dimse-restricted   | 001                 | 010 030 031 032 040 050                 | 021 022 023 033 034 035 036 041 052             |              | 007
        CURT        | dicom          | dimse-restricted   | 001                 | 010 030 031 032 040 050                 | 021 022 023 033 034 035 036 041 052             |              | 007
        LEAKY       | dicom          | open               | 001 010 020 021     | 030 031 032 040 050                     | 033 034 035 036 041 052                         |              | 007 022 023
        STRAINED    | dicom          | open               | 001 010             | 030 031 032 040 050                     | 023 033 034 035 036 041 052                     | 021 022      | 007
        WORKLIST    | dicom          | open               | 001 010 023         | 033 040 050                             | 021 022 030 031 032 034 035 036 041 052         |              | 007
        WORKSTATION | dicom          | open               | 001 010             | 030 040 050                             | 021 022 023 031 032 033 034 035 036 041 052     |              | 007
        PRINTER     | dicom          | open               | 001 010             | 035 040 050                             | 021 022 023 030 031 032 033 034 036 041 052     |              | 007
        NAMELESS    | dicom          | open               | 001 010             | 030 040 050                             | 021 022 023 031 032 033 034 035 036 041 052     |              | 007
        YESMAN      | dicom          | open               | 001 010 041 042     | 030 050                                 | 021 022 023 031 032 033 034 035 036 040 052     |              | 007
        DOORMAN     | dicom          | open               | 001 010 042         | 030 043 050                             | 021 022 023 031 032 033 034 035 036 040 041 052 |              | 007
        HONEYPOT    | dicom          | open               | 001 010 021 022 023 | 030 031 032 033 034 035 036 040 050 052 | 041                                             |              | 007
        BUSY        | dicom          | busy               | 001                 |                                         |                                                 | 010          | 007 021 022 023 030 031 032 033 034 035 036 040 041
        DICOMWEB    | http           |                    | 060 061             | 062                                     |                                                 |              |
        DICOMWEB2   | http           |                    |                     |                                         | 060                                             |              |
        INTRANET    | http           |                    |                     |                                         |                                                 |              | 060
        HUNG        | silent         |                    |                     |                                         |                                                 | 003          |
        LISTED      | closed-unheard | address-restricted |                     |                                         |                                                 | 005 010      |
        SECURE      | dicom-tls      | open               | 010                 | 030 040 050                             | 007 021 022 023 031 032 033 034 035 036 041 052 |              |
        MUTUAL      | tls            |                    |                     |                                         |                                                 |              | 008
        EXPIRED     | dicom-tls      | open               | 010                 | 030 040 050                             | 007 021 022 023 031 032 033 034 035 036 041 052 |              |
        MISNAMED    | dicom-tls      | open               | 010                 | 030 040 050                             | 007 021 022 023 031 032 033 034 035 036 041 052 |              |
        DOWNGRADE   | tls            |                    |                     |                                         |                                                 | 008          |
        OBSOLETE    | tls            |                    |                     |                                         |                                                 | 008          |
        """;

    public static TheoryData<string, string> Summaries => new()
    {
        { "ARCHIVE", "open to anyone, queries answered, storage possible, no encryption" },
        { "ARCHIVE2", "asks only for its AE title, queries answered, storage possible, no encryption" },
        { "ARCHIVE3", "checks both AE titles, no encryption" },
        { "CALLERS", "registered callers only, no encryption" },
        { "CAREFUL", "accepts anyone, refuses queries, storage possible, no encryption" },
        { "CURT", "accepts anyone, refuses queries, storage possible, no encryption" },
        { "LEAKY", "open to anyone, records came back for an impossible key, storage possible, no encryption" },
        { "STRAINED", "open to anyone, storage possible, no encryption" },
        { "WORKLIST", "open to anyone, worklist answered, no encryption" },
        { "WORKSTATION", "open to anyone, storage possible, no encryption" },
        { "PRINTER", "open to anyone, no encryption" },
        { "NAMELESS", "open to anyone, storage possible, no encryption" },
        { "YESMAN", "open to anyone, storage possible, any user acknowledged, no encryption" },
        { "DOORMAN", "open to anyone, storage possible, no encryption" },
        { "HONEYPOT", "signs of a honeypot, open to anyone, queries answered, worklist answered, storage possible, no encryption" },
        { "BUSY", "busy (A-ASSOCIATE-RJ 2/3/1): try again later, no encryption" },
        { "DICOMWEB", "DICOMweb open to anyone, no encryption" },
        { "DICOMWEB2", "login required, no encryption" },
        { "INTRANET", "web server, no DICOMweb found, no encryption" },
        { "HUNG", "accepts connections and says nothing" },
        { "SECURE", "open to anyone, storage possible, TLS 1.2+1.3; meets B.12" },
        { "MUTUAL", "client certificate required, TLS 1.2+1.3; meets B.12" },
        { "EXPIRED", "open to anyone, storage possible, TLS 1.2+1.3; meets B.12, certificate not valid today" },
        { "MISNAMED", "open to anyone, storage possible, TLS 1.2+1.3; meets B.12, certificate for another name" },
        { "DOWNGRADE", "encrypted, what is inside is not known, TLS 1.0+1.1+1.2; fails B.12 in security and interoperability" },
        { "OBSOLETE", "encrypted, what is inside is not known, SSL 3.0, TLS 1.0; fails B.12 in security and interoperability" },
        { "LISTED", "closes before anything is said: perhaps only listed addresses are served" },
    };

    private static readonly string[][] Rows = [.. Truth.Split('\n').Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())];

    public static TheoryData<string> Systems => [.. Rows.Skip(1).Select(row => row[0])];

    [Fact]
    public void TheTable_HasARowForEverySystem() => Assert.Equal(hospital.Judged.Keys.Order(), Rows.Skip(1).Select(row => row[0]).Order());

    [Theory]
    [MemberData(nameof(Systems))]
    public void EverySystem_IsJudgedAsItWasBuilt(string system) => Assert.Equal(Row(Rows.Single(row => row[0] == system)), Row(Seen(system)));

    [Theory]
    [MemberData(nameof(Summaries))]
    public void EverySystem_IsSummedUpInALine(string system, string summary) => Assert.Equal(summary, hospital.Judged[system].Target.Summary);

    [Fact]
    public void EveryVerdict_CanBeSeenInTheHospital() => Assert.Equal(
        Enum.GetValues<Verdict>().Order(),
        hospital.Judged.Values.SelectMany(port => port.Findings).Select(finding => finding.Verdict).Distinct().Order());

    [Fact]
    public void TheProgress_EndsWithTheServicesThatTheReportCounts() =>
        Assert.Equal(new CheckProgress(hospital.Judged.Count, hospital.Judged.Values.Count(port => port.IsMedical)), hospital.LastProgress);

    [Theory]
    [InlineData("ARCHIVE", true)]
    [InlineData("ARCHIVE2", true)]          // its AE title opened it
    [InlineData("ARCHIVE3", false)]
    [InlineData("CAREFUL", false)]
    [InlineData("LEAKY", true)]
    [InlineData("WORKLIST", true)]
    [InlineData("BUSY", false)]
    [InlineData("DICOMWEB", true)]
    [InlineData("DICOMWEB2", false)]
    [InlineData("INTRANET", false)]
    [InlineData("HUNG", false)]
    public void TheHeadline_CountsWhoAnswersStrangers(string system, bool answers) => Assert.Equal(answers, hospital.Judged[system].AnswersStrangers);

    private string[] Seen(string system)
    {
        var port = hospital.Judged[system];
        return [system, Fact(port, "service"), Fact(port, "aePolicy"), Rules(port, Verdict.Fail), Rules(port, Verdict.Warn), Rules(port, Verdict.Pass), Rules(port, Verdict.Inconclusive), Rules(port, Verdict.NotTested)];
    }

    private static string Row(string[] cells) => string.Join(" | ", Rows[0].Zip(cells, (column, cell) => $"{column}: {cell}"));

    private static string Fact(JudgedPort port, string key) => port.Target.Facts.FirstOrDefault(fact => fact.Key == key).Value ?? "";

    private static string Rules(JudgedPort port, Verdict verdict) =>
        string.Join(' ', port.Findings.Where(f => f.Verdict == verdict && f.Rule.Id.StartsWith("LG-EXP-", StringComparison.Ordinal)).Select(f => f.Rule.Id["LG-EXP-".Length..]).Order(StringComparer.Ordinal));
}
