using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Findings;
using Leadglass.Tls.Observations;
using static Leadglass.Exposure.Tests.Rules.Seen;

namespace Leadglass.Exposure.Tests.Rules;

/// <summary>What is said of the encryption of a host from all of its ports together.</summary>
public sealed class EncryptionTests
{
    private static readonly PortObservation Clear = Accepting([Capability.Verification]);
    private static readonly PortObservation Encrypted = Clear with { Port = 2762, Service = ServiceKind.DicomTls, Tls = TlsSide(), AnswersClearDicom = false };
    private static readonly PortObservation Hidden = Port(ServiceKind.Tls, 2762) with { Tls = TlsSide(Answer.Yes), TlsVersion = "TLS 1.3", AnswersClearDicom = false };

    [Fact]
    public void ClearTextOnly_OtherPortsClosed_FailsOnceForTheHost()
    {
        var second = Clear with { Port = 11112 };
        var report = Judge(Clear, second, Port(ServiceKind.Closed, 2762));

        var finding = Assert.Single(report, f => f.Rule.Id == "LG-EXP-007");
        Assert.Equal((Verdict.Fail, "10.0.0.5:104"), (finding.Verdict, finding.Target));
        Assert.Contains("104, 11112", finding.Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ClearTextOnly_EncryptedPortBeside_Passes() => Assert.Equal(Verdict.Pass, VerdictOf("LG-EXP-007", Clear, Encrypted));

    [Fact]
    public void ClearTextOnly_PortThatHidesWhatIsInside_IsNotKnown() => Assert.Equal(Verdict.Inconclusive, VerdictOf("LG-EXP-007", Clear, Hidden));

    [Fact]
    public void ClearTextOnly_OnePortLookedAt_WasNotTested() => Assert.Equal(Verdict.NotTested, VerdictOf("LG-EXP-007", Clear));

    [Fact]
    public void ClearBeside_OpenClearPort_FailsWithTheRemedyOfTheProductBehindIt()
    {
        // Orthanc's own /system page names the clear port as its own.
        var orthanc = Web(ServiceKind.Http, Searches(QidoOutcome.NotThere, 404) with { Orthanc = new() { Status = 200, Version = "1.10.1", DicomPort = 104 } });
        var finding = Judge(Hidden, Clear, orthanc).Single(f => f.Rule.Id == "LG-TLS-030");

        Assert.Equal((Verdict.Fail, "10.0.0.5:2762"), (finding.Verdict, finding.Target));
        Assert.StartsWith("One Orthanc has one DICOM port", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void ClearBeside_OnePortLookedAt_WasNotTested() => Assert.Equal(Verdict.NotTested, VerdictOf("LG-TLS-030", Encrypted));

    [Fact]
    public void ClearBeside_NoClearPort_Passes() => Assert.Equal(Verdict.Pass, VerdictOf("LG-TLS-030", Encrypted, Port(ServiceKind.Closed)));

    [Theory]
    [InlineData(true, Verdict.Fail)]
    [InlineData(false, Verdict.Pass)]
    [InlineData(null, Verdict.Inconclusive)]
    public void ClearHere_IsWhatTheSamePortAnswered(bool? answered, Verdict expected) =>
        Assert.Equal(expected, VerdictOf("LG-TLS-033", Encrypted with { AnswersClearDicom = answered }));

    [Fact]
    public void DicomInside_AnsweredInsideTls_Passes() => Assert.Equal(Verdict.Pass, VerdictOf("LG-TLS-035", Encrypted));

    [Fact]
    public void DicomInside_PortForDicomThatAnswersNone_Fails() =>
        Assert.Equal(Verdict.Fail, VerdictOf("LG-TLS-035", Hidden with { Tls = TlsSide() }));

    [Fact]
    public void DicomInside_ClientCertificateDemanded_IsNoFault()
    {
        Assert.Null(VerdictOf("LG-TLS-035", Hidden));
        Assert.Equal(Verdict.NotTested, VerdictOf("LG-EXP-008", Hidden));
    }

    [Fact]
    public void DicomInside_PortForSomethingElse_IsNotAsked() => Assert.Null(VerdictOf("LG-TLS-035", Hidden with { Port = 636, Tls = TlsSide() }));

    [Theory]
    [InlineData(QidoOutcome.Searched, Verdict.Fail)]
    [InlineData(QidoOutcome.NotThere, Verdict.Pass)]
    public void DicomWebHere_BesideDimse_SharesThePort(QidoOutcome outcome, Verdict expected) =>
        Assert.Equal(expected, VerdictOf("LG-TLS-034", Encrypted with { Port = 443, Web = new() { Control = QidoOutcome.NotThere, Queries = [new("/dicom-web", 200, outcome)] } }));

    [Fact]
    public void NotExamined_IsSaidOfTlsThatWasOnlyNoticed()
    {
        Assert.Equal(Verdict.NotTested, VerdictOf("LG-EXP-002", Encrypted with { Tls = null }));
        Assert.Null(VerdictOf("LG-EXP-002", Encrypted));
        Assert.Null(VerdictOf("LG-EXP-002", Web(ServiceKind.Https, Searches(QidoOutcome.NotThere, 404), 443)));
    }

    [Fact]
    public void Report_EncryptedPort_HasTheVerdictOfEachProfileAndSaysItInItsLine()
    {
        var judged = Report(Encrypted);

        var profile = Assert.Single(judged.Target.Assessments, assessment => assessment.Subject == "B.12");
        Assert.Equal(Verdict.Inconclusive, profile.Verdict);
        Assert.StartsWith("security not known", profile.Summary, StringComparison.Ordinal);
        Assert.Equal("accepts anyone (queries not asked), TLS; whether B.12 holds is not known", judged.Target.Summary);
    }

    [Fact]
    public void Report_TlsExaminationThatWasCutShort_IsIncompleteAndStaysBesideACompletePort()
    {
        var report = new CheckReport(ExposureRules.All, new TlsCriteria(DateTimeOffset.UnixEpoch));
        report.Add(Seen.System([Clear, Encrypted with { Tls = Encrypted.Tls! with { CutShort = true } }]) with { Name = "pacs1" });

        var targets = report.Build("leadglass", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, [], cancelled: false).Targets;

        Assert.Equal([true, false], targets.Select(target => target.Complete));
    }

    [Fact]
    public void Report_ClearPort_HasNoVerdictOfAProfile() => Assert.Empty(Report(Clear).Target.Assessments);

    private static Verdict? VerdictOf(string rule, params PortObservation[] ports) => Judge(ports).SingleOrDefault(f => f.Rule.Id == rule)?.Verdict;

    private static JudgedPort Report(PortObservation port) => Assert.Single(new CheckReport(ExposureRules.All, new TlsCriteria(DateTimeOffset.UnixEpoch)).Add(Seen.System([port])));

    private static List<Finding> Judge(params PortObservation[] ports) =>
        [.. new CheckReport(ExposureRules.All, new TlsCriteria(DateTimeOffset.UnixEpoch)).Add(Seen.System(ports)).SelectMany(port => port.Findings)];
}
