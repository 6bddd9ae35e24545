using Leadglass.Findings;
using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Rules;

/// <summary>Every rule about a TLS server, in the order in which findings read best.</summary>
public static class TlsRules
{
    /// <summary>The rules with their functions.</summary>
    public static RuleSet<TlsExamination> All { get; } = new(
    [
        .. PortRules.All,
        .. OnTls(
        [
            .. ProfileRules.All,
            .. VersionRules.All,
            .. SuiteRules.All,
            .. KeyRules.All,
            .. CertificateRules.All,
            .. ClientCertificateRules.All,
            .. ExtensionRules.All,
            .. ToleranceRules.All,
            .. AttackRules.All,
        ]),
    ]);

    /// <summary>Where something other than TLS answers, one finding says so and the others have nothing to say.</summary>
    private static IEnumerable<JudgedRule<TlsExamination>> OnTls(IEnumerable<JudgedRule<TlsExamination>> rules) =>
        rules.Select(static judged => judged with { Judge = examination => examination.Server.SpeaksTls == Answer.No ? null : judged.Judge(examination) });
}
