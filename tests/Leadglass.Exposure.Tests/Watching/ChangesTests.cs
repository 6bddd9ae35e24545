using Leadglass.Exposure.Tests.Inventory;
using Leadglass.Exposure.Watching;
using Leadglass.Findings;

namespace Leadglass.Exposure.Tests.Watching;

public sealed class ChangesTests
{
    private const string Here = "10.20.0.8:104";

    [Fact]
    public void Between_FirstRun_Begins()
    {
        var (changes, known) = Changes.Between([], Reports.Of(Seen(Here)));

        Assert.Empty(changes);
        Assert.Equal((Here, true), Assert.Single(known.Select(static target => (target.Id, target.Answers))));
    }

    [Fact]
    public void Between_TheSame_TellsNothing() => Assert.Empty(After(Seen(Here), Seen(Here)));

    [Theory]
    [InlineData("10.20.0.8:2762", ChangeKind.PortOpened)]
    [InlineData("10.20.0.9:104", ChangeKind.NewSystem)]
    public void Between_SomethingNew_IsTold(string target, ChangeKind expected) =>
        Assert.Equal([(expected, target)], Kinds(Changes.Between(Known(Seen(Here)), Reports.Of(Seen(Here), Seen(target))).Changes));

    [Fact]
    public void Between_PortThatFallsSilentAndComesBack_IsToldOnceEach_AndKeepsWhatWasKnown()
    {
        var before = Known(Seen(Here, ("aePolicy", "both")));
        var silent = Changes.Between(before, Reports.Of());
        var stillSilent = Changes.Between([.. silent.Known], Reports.Of());
        var back = Changes.Between([.. stillSilent.Known], Reports.Of(Seen(Here, ("aePolicy", "open"))));

        Assert.Equal([(ChangeKind.PortSilent, Here)], Kinds(silent.Changes));
        Assert.Empty(stillSilent.Changes);
        Assert.Equal([(ChangeKind.PortBack, Here), (ChangeKind.PolicyLoosened, Here)], Kinds(back.Changes));
    }

    [Theory]
    [InlineData("both", "open", true)]
    [InlineData("calling-checked", "called-checked", true)]
    [InlineData("dimse-restricted", "open", true)]
    [InlineData("called-checked", "open", true)]
    [InlineData("address-restricted", "dimse-restricted", true)]
    [InlineData("open", "both", false)]
    [InlineData("both", "calling-checked", false)]
    [InlineData("both", "busy", false)]
    [InlineData("both", "undetermined", false)]
    [InlineData("undetermined", "open", false)]
    public void Between_Policies_TellsWhatIsLooser(string before, string now, bool isTold) =>
        Assert.Equal(isTold ? [(ChangeKind.PolicyLoosened, Here)] : [], Kinds(After(Seen(Here, ("aePolicy", before)), Seen(Here, ("aePolicy", now)))));

    [Theory]
    [InlineData("not-authorised 0124H", "searched 0000H", true)]
    [InlineData("aborted", "returned-records FF00H", true)]
    [InlineData("no-answer", "searched 0000H", false)]
    [InlineData("searched 0000H", "not-authorised 0124H", false)]
    [InlineData("not-authorised 0124H", "no-answer", false)]
    public void Between_Queries_TellsWhatIsAnsweredNow(string before, string now, bool isTold) =>
        Assert.Equal(isTold ? [(ChangeKind.PolicyLoosened, Here)] : [], Kinds(After(Seen(Here, ("query.study-root", before)), Seen(Here, ("query.study-root", now)))));

    /// <summary>A run in which a system was busy must not be what the next one is compared with.</summary>
    [Fact]
    public void Between_RunThatFoundNothingOut_KeepsWhatWasKnown()
    {
        var busy = Changes.Between(Known(Seen(Here, ("aePolicy", "both"), ("query.study-root", "not-authorised 0124H"))), Reports.Of(Seen(Here, ("aePolicy", "busy"), ("query.study-root", "no-answer"))));
        var open = Changes.Between([.. busy.Known], Reports.Of(Seen(Here, ("aePolicy", "open"), ("query.study-root", "searched 0000H"))));

        Assert.Empty(busy.Changes);
        Assert.Equal([ChangeKind.PolicyLoosened, ChangeKind.PolicyLoosened], open.Changes.Select(static change => change.Kind));
    }

    [Fact]
    public void Between_EncryptionThatIsGone_IsTold() =>
        Assert.Equal([(ChangeKind.EncryptionLost, Here)], Kinds(After(Seen(Here, ("service", "dicom-tls")), Seen(Here))));

    [Theory]
    [InlineData(Verdict.Fail, true)]
    [InlineData(Verdict.Inconclusive, false)]
    public void Between_ProfileThatHeld_IsToldWhenItFails(Verdict now, bool isTold) => Assert.Equal(
        isTold ? [(ChangeKind.EncryptionLost, Here)] : [],
        Kinds(After(Held(Verdict.Pass), Held(now))));

    [Theory]
    [InlineData(40, null)]
    [InlineData(30, 30)]
    [InlineData(15, 30)]
    [InlineData(14, 14)]
    [InlineData(7, 7)]
    [InlineData(1, 7)]
    [InlineData(-1, 0)]
    public void Between_Certificate_IsToldOnceForEachThreshold(int days, int? threshold)
    {
        var target = Seen(Here, ("service", "dicom-tls"), ("certificateNotAfter", Reports.Of().FinishedAt.AddDays(days).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")));
        var first = Changes.Between(Known(Seen(Here, ("service", "dicom-tls"))), Reports.Of(target));
        var second = Changes.Between([.. first.Known], Reports.Of(target));

        Assert.Equal(threshold is null ? [] : [(ChangeKind.CertificateExpires, Here)], Kinds(first.Changes));
        Assert.Equal(threshold, first.Known[0].CertificateDays);
        Assert.Empty(second.Changes);
    }

    [Fact]
    public void Between_AdvisoryForTheSameProduct_IsNew_AndForAnotherTheProductIs()
    {
        var old = Seen(Here, ("product", "Orthanc 1.10.1"), ("advisories", "CVE-2023-33466"));

        Assert.Equal([(ChangeKind.NewAdvisory, Here)], Kinds(After(old, Seen(Here, ("product", "Orthanc 1.10.1"), ("advisories", "CVE-2023-33466 CVE-2025-0896")))));
        Assert.Equal([(ChangeKind.ProductChanged, Here)], Kinds(After(old, Seen(Here, ("product", "Orthanc 1.9.0"), ("advisories", "CVE-2023-33466 CVE-2025-0896")))));
    }

    [Fact]
    public void Between_NewDifferenceFromTheInventory_IsTold()
    {
        var drift = new Finding { Rule = Exposure.Rules.InventoryRules.Rules[1], Target = Here, Verdict = Verdict.Fail, Severity = Severity.Medium, Evidence = [], Remedy = "" };
        var changes = Changes.Between(Known(Seen(Here)), Reports.Of(Seen(Here)) with { Findings = [drift] }).Changes;

        Assert.Contains("LG-INV-002", Assert.Single(changes).Words, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Change> After(Target before, Target now) => Changes.Between(Known(before), Reports.Of(now)).Changes;

    private static IReadOnlyList<WatchedTarget> Known(params Target[] targets) => Changes.Between([], Reports.Of(targets)).Known;

    private static IEnumerable<(ChangeKind, string)> Kinds(IEnumerable<Change> changes) => changes.Select(static change => (change.Kind, change.Target));

    private static Target Seen(string id, params (string Key, string Value)[] facts) => Reports.Target(id, facts.Any(static fact => fact.Key == "service") ? facts : [("service", "dicom"), .. facts]);

    private static Target Held(Verdict verdict) => Seen(Here, ("service", "dicom-tls")) with { Assessments = [new Assessment { Subject = "B.12", Title = "", Verdict = verdict, Summary = "", Details = [] }] };
}
