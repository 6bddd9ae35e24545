namespace Leadglass.Findings.Tests;

public sealed class RedactorTests
{
    private static readonly Redactor Redactor = new(
    [
        new SensitiveValue(SensitiveKind.Host, "10.20.0.1"),
        new SensitiveValue(SensitiveKind.Host, "10.20.0.14"),
        new SensitiveValue(SensitiveKind.Host, "pacs.example.org"),
        new SensitiveValue(SensitiveKind.AETitle, "PACS1   "),
        new SensitiveValue(SensitiveKind.AETitle, "CT"),
        new SensitiveValue(SensitiveKind.Name, "St. Nowhere"),
        new SensitiveValue(SensitiveKind.AETitle, "pacs1"),
        new SensitiveValue(SensitiveKind.AETitle, ""),
        new SensitiveValue(SensitiveKind.AETitle, "EVIL\e[2J"),
    ]);

    [Theory]
    [InlineData("nothing here", "nothing here")]
    [InlineData("10.20.0.1:104", "host-1:104")]
    [InlineData("10.20.0.14:104 beside 10.20.0.1", "host-2:104 beside host-1")]
    [InlineData("PACS.Example.ORG", "host-3")]
    [InlineData("called Pacs1, calling PACS1", "called ae-1, calling ae-1")]
    [InlineData("St. Nowhere General", "name-1 General")]
    [InlineData("EVIL\e[2J", "ae-3")]
    [InlineData(@"EVIL\u{1B}[2J", "ae-3")]
    public void Apply_Value_BecomesItsPseudonymInAnyLetterCase(string text, string redacted) => Assert.Equal(redacted, Redactor.Apply(text));

    [Theory]
    [InlineData("10.20.0.199", "host-1_99")] // not host-199, which another host may be called
    [InlineData("xPACS1y", "x_ae-1_y")]
    [InlineData(@"\0PACS1\0", @"\0_ae-1\0")]
    public void Apply_ValueInsideAWord_IsRemovedAndKeptApart(string text, string redacted) => Assert.Equal(redacted, Redactor.Apply(text));

    [Theory]
    [InlineData("CT asks", "ae-2 asks")]
    [InlineData("(ct)", "(ae-2)")]
    [InlineData("active CTX", "active CTX")]
    public void Apply_ShortValue_IsReplacedOnlyWhereItStandsAlone(string text, string redacted) => Assert.Equal(redacted, Redactor.Apply(text));

    [Fact]
    public void Apply_NothingSensitive_ChangesNothing() => Assert.Equal("PACS1", new Redactor([]).Apply("PACS1"));

    public static TheoryData<ReportFormat> Formats => [.. Enum.GetValues<ReportFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Apply_WholeReport_LeavesTheValuesNowhereInAnyFormat(ReportFormat format)
    {
        string[] secrets = ["10.20.0.14", "WORKLIST", "Klinikum", "night.shift"];
        var report = Samples.Network with
        {
            Command = "check 10.20.0.14",
            Interruption = "lost worklist",
            Headline = "Klinikum: 10.20.0.14 answers strangers",
            Targets =
            [
                Samples.System("10.20.0.14:11112", "WorkList", "Orthanc for KLINIKUM", "10.20.0.14 answers") with { Source = new SourceLocation("klinikum/assets.yaml", 3) },
            ],
            Findings = [Samples.Finding(Samples.OpenQuery, "10.20.0.14:11112", Verdict.Fail, "called WORKLIST", "asked by Night.Shift") with { Remedy = "ask klinikum" }],
        };
        report = report with { Baseline = Baseline.Compare(report with { Findings = [] }, report) };
        var redactor = new Redactor(
        [
            new SensitiveValue(SensitiveKind.Host, secrets[0]),
            new SensitiveValue(SensitiveKind.AETitle, secrets[1]),
            new SensitiveValue(SensitiveKind.Name, secrets[2]),
            new SensitiveValue(SensitiveKind.Name, secrets[3]),
        ]);

        var text = Samples.Render(redactor.Apply(report), format, new ReportOptions { All = true });

        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("host-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ReportWithBaseline_StillKnowsWhatIsNew()
    {
        var report = Samples.Network with { Baseline = Baseline.Compare(Samples.Network with { Findings = [] }, Samples.Network) };
        var redacted = new Redactor([new SensitiveValue(SensitiveKind.Host, "10.20.0.14")]).Apply(report);
        Assert.True(redacted.Baseline!.IsNew(redacted.Findings[2]));
    }

    [Fact]
    public void Apply_RemedyOfTheRule_StaysAsTheRuleSaysIt()
    {
        var finding = Samples.Finding(Samples.OpenQuery, "10.20.0.14:11112", Verdict.Fail);
        var redacted = new Redactor([new SensitiveValue(SensitiveKind.AETitle, "MODALITIES")]).Apply(finding);
        Assert.Equal(finding.Remedy, redacted.Remedy);
    }
}
