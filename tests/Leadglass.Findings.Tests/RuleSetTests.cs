namespace Leadglass.Findings.Tests;

public sealed class RuleSetTests
{
    private static readonly RuleSet<int> Set = new(
    [
        new JudgedRule<int>(Samples.OpenQuery, status => status == 0x0000 ? Judgement.Fail($"status {status:X4}H") : Judgement.Pass("refused")),
        new JudgedRule<int>(Samples.ClearText, status => status < 0 ? null : Judgement.NotTested("no second port is known")),
    ]);

    [Fact]
    public void Judge_RuleApplies_MakesAFindingWithTheEvidence()
    {
        var finding = Set.Judge(0, "10.0.0.5:104")[0];
        Assert.Same(Samples.OpenQuery, finding.Rule);
        Assert.Equal("10.0.0.5:104", finding.Target);
        Assert.Equal(Verdict.Fail, finding.Verdict);
        Assert.Equal(Severity.High, finding.Severity);
        Assert.Equal(["status 0000H"], finding.Evidence);
    }

    [Fact]
    public void Judge_RuleDoesNotApply_MakesNoFinding() => Assert.Equal(["LG-EXP-021"], Set.Judge(-1, "t").Select(finding => finding.Rule.Id));

    [Theory]
    [InlineData("Orthanc", "Set DicomAlwaysAllowFind to false and list the modalities under DicomModalities.")]
    [InlineData("orthanc", "Set DicomAlwaysAllowFind to false and list the modalities under DicomModalities.")]
    [InlineData("DCMTK", "Restrict the calling AE titles and addresses, then encrypt.")]
    [InlineData(null, "Restrict the calling AE titles and addresses, then encrypt.")]
    public void Judge_ProductFamily_SelectsTheRemedy(string? product, string remedy) => Assert.Equal(remedy, Set.Judge(0, "t", product)[0].Remedy);

    [Fact]
    public void Judge_RuleHolds_HasNothingToRemedy() => Assert.Equal("", Set.Judge(1, "t", "Orthanc")[0].Remedy);

    [Fact]
    public void Judge_JudgementKnowsBetter_OverridesSeverityAndProduct()
    {
        var set = new RuleSet<int>([new(Samples.OpenQuery, _ => Judgement.Warn("worklist only") with { Severity = Severity.Low, Product = "Orthanc" })]);
        var finding = set.Judge(0, "t", "DCMTK")[0];
        Assert.Equal(Severity.Low, finding.Severity);
        Assert.StartsWith("Set DicomAlwaysAllowFind", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_NoRemedyFits_LeavesItEmpty() => Assert.Equal("", (Samples.OpenQuery with { Remedies = [new Remedy("Orthanc", "x")] }).RemedyFor("DCMTK"));

    [Fact]
    public void Where_KeepsSome_JudgesOnlyThose() => Assert.Equal(["LG-TLS-030"], Set.Where(rule => rule.Id == "LG-TLS-030").Rules.Select(rule => rule.Id));

    [Fact]
    public void Constructor_SameRuleTwice_IsRefused()
    {
        var judged = new JudgedRule<int>(Samples.OpenQuery, _ => null);
        Assert.Throws<ArgumentException>(() => new RuleSet<int>([judged, judged]));
    }
}
