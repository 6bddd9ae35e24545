using Leadglass.Findings;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Rules;
using Leadglass.Tls.Tests.Profiles;

namespace Leadglass.Tls.Tests.Rules;

public sealed class TlsRulesTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (rule, name, _, _) in RuleCases.All)
                data.Add(rule, name);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Judge_Case_GivesTheVerdictOfTheStandard(string rule, string name)
    {
        var (_, _, verdict, examination) = RuleCases.All.Single(one => one.Rule == rule && one.Case == name);

        Assert.Equal(verdict, Judge(examination).SingleOrDefault(finding => finding.Rule.Id == rule)?.Verdict);
    }

    [Fact]
    public void Judge_GoodServer_PassesEveryRuleThatApplies() =>
        Assert.All(Judge(RuleCases.Good), finding => Assert.True(finding.Verdict == Verdict.Pass, $"{finding.Rule.Id} {finding.Verdict}: {string.Join(' ', finding.Evidence)}"));

    [Fact]
    public void All_EveryRule_HasAPositiveCase() => Assert.Empty(
        TlsRules.All.Rules.Select(rule => rule.Id).Except(RuleCases.All.Where(one => one.Verdict is Verdict.Fail or Verdict.Warn or Verdict.NotTested).Select(one => one.Rule)));

    [Fact]
    public void All_EveryRule_HasANegativeCase()
    {
        var passed = Judge(RuleCases.Good).Select(finding => finding.Rule.Id);
        var silent = RuleCases.All.Where(one => one.Verdict is null).Select(one => one.Rule);

        Assert.Empty(TlsRules.All.Rules.Select(rule => rule.Id).Except(passed).Except(silent));
    }

    [Fact]
    public void All_EveryRule_IsDocumented() => Assert.All(TlsRules.All.Rules, rule =>
    {
        Assert.All([rule.Title, rule.What, rule.Why, rule.Detection, rule.Limits], text => Assert.NotEqual("", text.Trim()));
        Assert.Contains(rule.Remedies, remedy => remedy.Product is null);
        Assert.True(rule.References.Count > 0 || rule.Id == "LG-TLS-037", rule.Id);
    });

    [Fact]
    public void Judge_NothingAsked_NeverPasses() => Assert.DoesNotContain(
        Judge(new TlsExamination(Observed.Unasked, MadeCertificates.Now) { HostName = "pacs.example", Claim = RuleCases.Good.Claim }),
        finding => finding.Verdict is Verdict.Pass or Verdict.Fail);

    [Fact]
    public void Judge_PortWithoutTls_SaysOneThing()
    {
        var finding = Assert.Single(Judge(RuleCases.Good with { Server = Observed.Nothing with { SpeaksTls = Answer.No } }));

        Assert.Equal("LG-TLS-036", finding.Rule.Id);
    }

    [Fact]
    public void Judge_SmallSharedField_IsWorseThanASmallOne()
    {
        var shared = RuleCases.Good.Server with { Fields = [new DiffieHellmanField(1024, "", "RFC 2409 group 2")] };

        Assert.Equal(Severity.High, Finding(shared).Severity);
        Assert.Equal(Severity.Medium, Finding(RuleCases.Good.Server.WithField(1536)).Severity);

        static Finding Finding(ServerObservation server) => Judge(RuleCases.Good with { Server = server }).Single(finding => finding.Rule.Id == "LG-TLS-020");
    }

    [Theory]
    [InlineData(TlsVersion.Ssl3, "TLS_RSA_WITH_AES_128_CBC_SHA", "CVE-2014-3566")]
    [InlineData(TlsVersion.Tls10, "TLS_RSA_WITH_AES_128_CBC_SHA", "CVE-2011-3389")]
    [InlineData(TlsVersion.Ssl2, "SSL_CK_RC4_128_WITH_MD5", "CVE-2016-0800")]
    public void Judge_ObsoleteVersion_NamesTheAttackThatFollows(TlsVersion version, string suite, string cve) => Assert.Contains(
        Judge(RuleCases.Good with { Server = RuleCases.Good.Server.With(version, suite) }).SelectMany(finding => finding.Evidence),
        line => line.Contains(cve, StringComparison.Ordinal));

    [Theory]
    [InlineData("TLS_RSA_EXPORT_WITH_RC4_40_MD5", "CVE-2015-0204")]
    [InlineData("TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA", "CVE-2015-4000")]
    public void Judge_ExportSuite_NamesItsOwnAttackAndNoOther(string suite, string cve) => Assert.Equal(
        [cve],
        Attacks(RuleCases.Good.Server.With(TlsVersion.Tls10, suite), "LG-TLS-011"));

    [Theory]
    [InlineData(TlsVersion.Tls12, "TLS_RSA_WITH_DES_CBC_SHA", "LG-TLS-011")]
    [InlineData(TlsVersion.Ssl3, "TLS_RSA_WITH_RC4_128_SHA", "LG-TLS-001")]
    [InlineData(TlsVersion.Tls10, "TLS_RSA_WITH_RC4_128_SHA", "LG-TLS-002")]
    public void Judge_WithoutWhatTheAttackNeeds_NamesNone(TlsVersion version, string suite, string rule) => Assert.Empty(
        Attacks(RuleCases.Good.Server.Change(version, observed => observed with { Suites = [] }).With(version, suite), rule));

    [Theory]
    [InlineData(1024, "RFC 2409 group 2", true)]
    [InlineData(1024, null, false)]
    [InlineData(1536, "RFC 3526 group 5", false)]
    public void Judge_SmallField_IsLogjamOnlyIfItIsShared(int bits, string? common, bool logjam) => Assert.Equal(
        logjam, Attacks(RuleCases.Good.Server with { Fields = [new DiffieHellmanField(bits, "", common)] }, "LG-TLS-020").Count > 0);

    [Fact]
    public void Judge_WeakOracle_IsLessHarmThanAStrongOne()
    {
        Assert.Equal((Severity.High, Severity.Medium), (SeverityOf("strong"), SeverityOf("weak")));

        static Severity SeverityOf(string name) => Judge(RuleCases.All.Single(one => one.Rule == "LG-TLS-072" && one.Case == name).Examination)
            .Single(finding => finding.Rule.Id == "LG-TLS-072").Severity;
    }

    [Fact]
    public void Judge_WorthlessCertificateWhereNoneIsNeeded_Warns()
    {
        var server = RuleCases.Good.Server with
        {
            RequiresClientCertificate = Answer.No,
            ClientAttempts = [new ClientAttempt(ClientCertificateKind.OtherAuthority) { Admission = ClientAdmission.Admitted }],
        };

        Assert.Equal(Verdict.Warn, Judge(RuleCases.Good with { Server = server }).Single(finding => finding.Rule.Id == "LG-TLS-041").Verdict);
    }

    /// <summary>The CVE numbers in the evidence of a rule.</summary>
    private static List<string> Attacks(ServerObservation server, string rule) =>
    [
        .. Judge(RuleCases.Good with { Server = server }).Single(finding => finding.Rule.Id == rule).Evidence
            .SelectMany(static line => System.Text.RegularExpressions.Regex.Matches(line, "CVE-[0-9]+-[0-9]+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)))
            .Select(static match => match.Value),
    ];

    private static IReadOnlyList<Finding> Judge(TlsExamination examination) => TlsRules.All.Judge(examination, "192.0.2.7:2762");
}
