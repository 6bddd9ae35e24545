using Leadglass.Dicom.Network;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Findings;
using Leadglass.Tls.Observations;
using static Leadglass.Exposure.Tests.Rules.Seen;

namespace Leadglass.Exposure.Tests.Rules;

public sealed class ExposureRulesTests
{
    private static readonly ExaminedPort Untouched = Examined(Port(ServiceKind.Http));

    /// <summary>One case a rule in which it must speak up, and one in which it must not. A verdict of null: the rule does not apply.</summary>
    private static readonly Dictionary<string, (Case Positive, Case Negative)> Cases = new()
    {
        ["LG-EXP-001"] = (new(Verdict.Fail, Accepting([Capability.Verification])), new(null, Web(ServiceKind.Https, Searches(QidoOutcome.Searched, 200)))),
        ["LG-EXP-002"] = (new(Verdict.NotTested, Port(ServiceKind.Tls)), new(null, Accepting([Capability.Verification]))),
        ["LG-EXP-003"] = (new(Verdict.Inconclusive, Port(ServiceKind.Silent)), new(null, Port(ServiceKind.ClosedUnheard))),
        ["LG-EXP-004"] = (new(Verdict.Inconclusive, Port(ServiceKind.Other)), new(null, Port(ServiceKind.Silent))),
        ["LG-EXP-005"] = (new(Verdict.Inconclusive, Port(ServiceKind.ClosedUnheard)), new(null, Port(ServiceKind.Other))),
        ["LG-EXP-007"] = (new(Verdict.NotTested, Accepting([Capability.Verification])), new(Verdict.Pass, Accepting([Capability.Verification]) with { Service = ServiceKind.DicomTls })),
        ["LG-EXP-008"] = (new(Verdict.NotTested, Port(ServiceKind.Tls) with { Tls = TlsSide(Answer.Yes) }), new(null, Port(ServiceKind.Tls))),
        ["LG-EXP-006"] = (new(Verdict.NotTested, Port(ServiceKind.NotExamined)), new(null, Accepting([Capability.Verification]))),

        ["LG-EXP-010"] = (new(Verdict.Fail, Accepting([Capability.Verification])), new(Verdict.Pass, Rejecting(CalledUnknown))),
        ["LG-EXP-011"] = (
            new(Verdict.Warn, Attempts([Rejected(AttemptPurpose.Stranger, CalledUnknown), Accepted(AttemptPurpose.KnownCalled)])),
            new(null, Attempts([Rejected(AttemptPurpose.Stranger, CalledUnknown), Rejected(AttemptPurpose.KnownCalled, CallingUnknown)]))),
        ["LG-EXP-012"] = (new(Verdict.Warn, Rejecting(CallingUnknown)), new(null, Rejecting(Reject(1, 1, 1)))),

        ["LG-EXP-020"] = (new(Verdict.Fail, Asked(QueryModel.StudyRoot, QueryOutcome.ReturnedRecords)), new(null, Asked(QueryModel.StudyRoot, QueryOutcome.Searched))),
        ["LG-EXP-021"] = (new(Verdict.Fail, Asked(QueryModel.StudyRoot, QueryOutcome.Searched)), new(Verdict.Pass, Asked(QueryModel.StudyRoot, QueryOutcome.NotAuthorised))),
        ["LG-EXP-022"] = (new(Verdict.Fail, Asked(QueryModel.PatientRoot, QueryOutcome.Searched)), new(Verdict.Pass, Asked(QueryModel.PatientRoot, QueryOutcome.Aborted))),
        ["LG-EXP-023"] = (new(Verdict.Fail, Asked(QueryModel.ModalityWorklist, QueryOutcome.Searched)), new(Verdict.Pass, Asked(QueryModel.ModalityWorklist, QueryOutcome.ContextRefused))),

        ["LG-EXP-030"] = Possible(Capability.Storage),
        ["LG-EXP-031"] = Possible(Capability.Retrieve),
        ["LG-EXP-032"] = Possible(Capability.StorageCommitment),
        ["LG-EXP-033"] = Possible(Capability.ProcedureStep),
        ["LG-EXP-034"] = Possible(Capability.UnifiedProcedureStep),
        ["LG-EXP-035"] = Possible(Capability.Print),
        ["LG-EXP-036"] = Possible(Capability.MediaCreation),

        ["LG-EXP-040"] = (new(Verdict.Warn, Offered(IdentityOutcome.Ignored)), new(Verdict.Pass, Offered(IdentityOutcome.Rejected))),
        ["LG-EXP-041"] = (new(Verdict.Fail, Offered(IdentityOutcome.Acknowledged)), new(Verdict.Pass, Offered(IdentityOutcome.Ignored))),
        ["LG-EXP-042"] = (new(Verdict.Fail, Offered(IdentityOutcome.Rejected)), new(null, Offered(IdentityOutcome.Ignored))),
        ["LG-EXP-043"] = (new(Verdict.Warn, Offered(IdentityOutcome.Rejected)), new(null, Offered(IdentityOutcome.Acknowledged))),

        ["LG-EXP-050"] = (new(Verdict.Warn, Accepting([Capability.Verification])), new(null, Rejecting(CalledUnknown))),
        ["LG-EXP-052"] = (new(Verdict.Warn, Accepting(Enum.GetValues<Capability>())), new(Verdict.Pass, Accepting([Capability.Verification]))),
        ["LG-EXP-053"] = (
            new(Verdict.Warn, Attempts([Accepted(AttemptPurpose.Stranger) with { Anomalies = [Deviation] }])),
            new(null, Attempts([Accepted(AttemptPurpose.Stranger)]))),

        ["LG-EXP-060"] = (
            new(Verdict.Fail, Web(ServiceKind.Https, Searches(QidoOutcome.Searched, 200))),
            new(Verdict.Pass, Web(ServiceKind.Https, Searches(QidoOutcome.LoginRequired, 401)))),
        ["LG-EXP-061"] = (
            new(Verdict.Fail, Web(ServiceKind.Http, Searches(QidoOutcome.LoginRequired, 401))),
            new(null, Web(ServiceKind.Https, Searches(QidoOutcome.Searched, 200)))),
        ["LG-EXP-062"] = (
            new(Verdict.Warn, Web(ServiceKind.Https, Searches(QidoOutcome.Searched, 200) with { AllowedOrigin = "*" })),
            new(Verdict.Pass, Web(ServiceKind.Https, Searches(QidoOutcome.Searched, 200) with { AllowedOrigin = "https://viewer.example" }))),
        ["LG-EXP-063"] = (
            new(Verdict.Fail, Web(ServiceKind.Http, Searches(QidoOutcome.NotThere, 404) with { Orthanc = new() { Status = 200, Version = "1.10.1" } })),
            new(Verdict.Pass, Web(ServiceKind.Http, Searches(QidoOutcome.NotThere, 404) with { Orthanc = new() { Status = 401 } }))),
        ["LG-EXP-064"] = (
            new(Verdict.Fail, Web(ServiceKind.Http, Searches(QidoOutcome.LoginRequired, 401) with { AuthenticationSchemes = ["basic"] })),
            new(null, Web(ServiceKind.Https, Searches(QidoOutcome.LoginRequired, 401) with { AuthenticationSchemes = ["Basic"] }))),
    };

    public static TheoryData<string> Rules => [.. ExposureRules.All.Rules.Select(r => r.Id)];

    [Fact]
    public void EveryRule_HasAPositiveAndANegativeCase() => Assert.Equal(ExposureRules.All.Rules.Select(r => r.Id).Order(), Cases.Keys.Order());

    [Theory]
    [MemberData(nameof(Rules))]
    public void Judge_PositiveCase_SpeaksUpWithEvidence(string id)
    {
        var (expected, port) = Cases[id].Positive;
        var finding = Judge(id, Examined(port));

        Assert.NotNull(finding);
        Assert.Equal(expected, finding.Verdict);
        Assert.All(finding.Evidence, Assert.NotEmpty);
        Assert.NotEmpty(finding.Evidence);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Judge_NegativeCase_RaisesNoAlarm(string id)
    {
        var (expected, port) = Cases[id].Negative;

        Assert.Equal(expected, Judge(id, Examined(port))?.Verdict);
        Assert.True(expected is null or Verdict.Pass);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Judge_PortThatSaysNothingAboutIt_IsNoProblem(string id) => Assert.False(Judge(id, Untouched)?.IsProblem ?? false);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Documentation_IsWhole(string id)
    {
        var rule = ExposureRules.All.Rules.Single(r => r.Id == id);

        foreach (var text in new[] { rule.Title, rule.What, rule.Why, rule.Detection, rule.Limits })
            Assert.NotEmpty(text);
        Assert.Contains(rule.Remedies, r => r.Product is null || rule.Remedies.Count == 1);
        Assert.All(rule.Remedies, r => Assert.NotEmpty(r.Text));
        Assert.DoesNotContain('\n', rule.Title);
    }

    [Theory]
    [InlineData(QueryOutcome.Searched, Verdict.Fail)]
    [InlineData(QueryOutcome.ReturnedRecords, Verdict.Fail)]
    [InlineData(QueryOutcome.NotAuthorised, Verdict.Pass)]
    [InlineData(QueryOutcome.Aborted, Verdict.Pass)]
    [InlineData(QueryOutcome.ContextRefused, Verdict.Pass)]
    [InlineData(QueryOutcome.OtherStatus, Verdict.Inconclusive)]
    [InlineData(QueryOutcome.NoAnswer, Verdict.Inconclusive)]
    [InlineData(QueryOutcome.Faulted, Verdict.Inconclusive)]
    [InlineData(QueryOutcome.NotAsked, Verdict.NotTested)]
    public void Judge_EveryAnswerToAQuery_HasTheSameVerdictForEveryModel(QueryOutcome outcome, Verdict expected)
    {
        Assert.Equal(expected, Judge("LG-EXP-021", Examined(Asked(QueryModel.StudyRoot, outcome)))!.Verdict);
        Assert.Equal(expected, Judge("LG-EXP-022", Examined(Asked(QueryModel.PatientRoot, outcome)))!.Verdict);
        Assert.Equal(expected, Judge("LG-EXP-023", Examined(Asked(QueryModel.ModalityWorklist, outcome)))!.Verdict);
    }

    [Fact]
    public void Judge_QueryOfARejectedStranger_WasNotTested()
    {
        foreach (var id in (string[])["LG-EXP-021", "LG-EXP-022", "LG-EXP-023", "LG-EXP-030", "LG-EXP-040", "LG-EXP-041"])
            Assert.Equal(Verdict.NotTested, Judge(id, Examined(Rejecting(CallingUnknown)))!.Verdict);
    }

    [Fact]
    public void Judge_StatusThatIsNeither_IsQuoted() => Assert.Contains(
        "A700H",
        Assert.Single(Judge("LG-EXP-021", Examined(Accepting([Capability.Verification], [new(QueryModel.StudyRoot, QueryOutcome.OtherStatus, 0xA700)])))!.Evidence),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(2, 3, 1)]
    [InlineData(2, 3, 2)]
    public void Judge_BusyServer_IsNeitherOpenNorClosed(byte result, byte source, byte reason) =>
        Assert.Equal(Verdict.Inconclusive, Judge("LG-EXP-010", Examined(Rejecting(Reject(result, source, reason))))!.Verdict);

    [Fact]
    public void Judge_AcceptedButQueriesRefused_IsAWarning() =>
        Assert.Equal(Verdict.Warn, Judge("LG-EXP-010", Examined(Asked(QueryModel.StudyRoot, QueryOutcome.NotAuthorised)))!.Verdict);

    [Fact]
    public void Judge_CalledTitleUnknown_LeavesOpenWhoMayCall() =>
        Assert.Equal(Verdict.Inconclusive, Judge("LG-EXP-011", Examined(Rejecting(CalledUnknown)))!.Verdict);

    [Fact]
    public void Judge_BudgetUsedUp_IsSaidWhateverThePortIs() =>
        Assert.Equal(Verdict.NotTested, Judge("LG-EXP-006", Examined(Accepting([Capability.Verification]), budgetExhausted: true))!.Verdict);

    [Theory]
    [InlineData(QidoOutcome.Searched, QidoOutcome.Searched)]
    [InlineData(QidoOutcome.ReturnedRecords, QidoOutcome.ReturnedRecords)]
    public void Judge_ServerThatAnswersEveryPathAlike_ProvesNothing(QidoOutcome outcome, QidoOutcome control)
    {
        var port = Examined(Web(ServiceKind.Http, Searches(outcome, 200, control)));

        Assert.Equal(Verdict.Inconclusive, Judge("LG-EXP-060", port)!.Verdict);
        Assert.Null(Judge("LG-EXP-061", port));
    }

    [Theory]
    [InlineData("*", false, Severity.Medium)]
    [InlineData("*", true, Severity.Medium)]                                    // browsers refuse credentials with a wildcard (Fetch §3.2.5)
    [InlineData("https://leadglass.invalid", false, Severity.Medium)]
    [InlineData("https://leadglass.invalid", true, Severity.High)]
    public void Judge_ForeignOrigin_IsWorseWithCredentials(string origin, bool credentials, Severity expected)
    {
        var finding = Judge("LG-EXP-062", Examined(Web(ServiceKind.Https, Searches(QidoOutcome.Searched, 200) with { AllowedOrigin = origin, AllowsCredentials = credentials })));

        Assert.Equal((Verdict.Warn, expected), (finding!.Verdict, finding.Severity));
    }

    [Fact]
    public void Judge_RecordsByDicomWeb_IsCritical() =>
        Assert.Equal(Severity.Critical, Judge("LG-EXP-060", Examined(Web(ServiceKind.Https, Searches(QidoOutcome.ReturnedRecords, 200))))!.Severity);

    [Theory]
    [InlineData(QidoOutcome.Unclear, 500, Verdict.Inconclusive)]
    [InlineData(QidoOutcome.Unclear, 0, Verdict.Inconclusive)]
    [InlineData(QidoOutcome.NotThere, 404, Verdict.NotTested)]
    public void Judge_NoDicomWebFound_IsNotTakenForSafe(QidoOutcome outcome, int status, Verdict expected) =>
        Assert.Equal(expected, Judge("LG-EXP-060", Examined(Web(ServiceKind.Http, Searches(outcome, status))))!.Verdict);

    [Theory]
    [InlineData(Verdict.Inconclusive, Capability.Verification)]                      // one sign alone proves nothing
    [InlineData(Verdict.Warn, Capability.Verification, Capability.Bogus)]
    public void Judge_ServerWithoutImplementationUid_ShowsASignOfAHoneypot(Verdict expected, params Capability[] accepted)
    {
        var attempt = Accepted(AttemptPurpose.Stranger, accepted);
        var nameless = attempt with { Accept = attempt.Accept! with { UserInformation = [new MaximumLength(16384)] } };

        Assert.Equal(expected, Judge("LG-EXP-052", Examined(Attempts([nameless])))!.Verdict);
    }

    [Fact]
    public void Judge_ContextAnsweredTwice_IsNamedOnce()
    {
        var attempt = Accepted(AttemptPurpose.Stranger, [Capability.StorageCommitment]);
        var twice = attempt with { Accept = attempt.Accept! with { PresentationContexts = [.. attempt.Accept!.PresentationContexts, .. attempt.Accept.PresentationContexts] } };
        var evidence = Judge("LG-EXP-032", Examined(Attempts([twice])))!.Evidence[0];

        Assert.Equal(evidence.IndexOf("Storage Commitment", StringComparison.Ordinal), evidence.LastIndexOf("Storage Commitment", StringComparison.Ordinal));
    }

    [Fact]
    public void Judge_ContextThatWasNeverProposed_CountsForNothing()
    {
        var attempt = Accepted(AttemptPurpose.Stranger);
        var strange = attempt with
        {
            Accept = attempt.Accept! with { PresentationContexts = [new PresentationContextResult(255, PresentationContextResultReason.Acceptance, "1.2.840.10008.1.2")] },
        };

        Assert.Equal(Verdict.Pass, Judge("LG-EXP-030", Examined(Attempts([strange])))!.Verdict);
    }

    [Fact]
    public void Discovery_AsksForNothingThatOneAssociationCannotAnswer()
    {
        var findings = ExposureRules.Discovery.Judge(Examined(Accepting([Capability.Verification]), beside: Port(ServiceKind.Closed, 2762)), "10.0.0.5:104");

        Assert.NotEmpty(findings);
        Assert.DoesNotContain(findings, f => f.Verdict is Verdict.NotTested or Verdict.Inconclusive);
    }

    private static Finding? Judge(string id, ExaminedPort port) => ExposureRules.All.Where(r => r.Id == id).Judge(port, "10.0.0.5:104").SingleOrDefault();

    private static PortObservation Asked(QueryModel model, QueryOutcome outcome) => Accepting([Capability.Verification, Capability.Query], [new(model, outcome)]);

    private static PortObservation Offered(IdentityOutcome outcome) => Accepting([Capability.Verification], identities: [new(UserIdentityType.UserName, outcome)]);

    private static (Case Positive, Case Negative) Possible(Capability capability) =>
        (new(Verdict.Warn, Accepting([capability])), new(Verdict.Pass, Accepting([Capability.Verification])));

    private sealed record Case(Verdict? Verdict, PortObservation Port);
}
