using Leadglass.Findings;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Rules;

/// <summary>Rules about the versions that a server offers, and how it chooses between them.</summary>
internal static class VersionRules
{
    public static IEnumerable<JudgedRule<TlsExamination>> All =>
    [
        new(ObsoleteSsl, static examination => JudgeObsolete(examination.Server, TlsVersion.Ssl2, TlsVersion.Ssl3)),
        new(ObsoleteTls, static examination => JudgeObsolete(examination.Server, TlsVersion.Tls10, TlsVersion.Tls11)),
        new(NoTls12, static examination => Answers.Judge(
            examination.Server.Offers(TlsVersion.Tls12), Answer.No, Verdict.Fail,
            $"TLS 1.2 is refused{AlertOf(examination.Server[TlsVersion.Tls12])}.", "TLS 1.2 is offered.")),
        new(NoTls13, static examination => Answers.Judge(
            examination.Server.Offers(TlsVersion.Tls13), Answer.No, Verdict.Warn,
            $"TLS 1.3 is refused{AlertOf(examination.Server[TlsVersion.Tls13])}.", "TLS 1.3 is offered.")),
        new(Tls13NotPreferred, static examination =>
            examination.Server.Offers(TlsVersion.Tls12) == Answer.Yes && examination.Server.Offers(TlsVersion.Tls13) == Answer.Yes
                ? Answers.Judge(examination.Server.Features.PrefersTls13, Answer.No, Verdict.Fail,
                    "Offered TLS 1.3 and 1.2 together, it chose TLS 1.2.", "Offered TLS 1.3 and 1.2 together, it chose TLS 1.3.")
                : null),
        new(NoFallbackProtection, static examination => HasLess(examination.Server)
            ? Answers.Judge(examination.Server.Features.FallbackProtection, Answer.No, Verdict.Warn,
                "A lower version with TLS_FALLBACK_SCSV was taken.", "A lower version with TLS_FALLBACK_SCSV was refused.")
            : null),
        new(NoDowngradeSentinel, static examination =>
            examination.Server.Offers(TlsVersion.Tls13) == Answer.Yes && examination.Server.OffersOldHandshake() == Answer.Yes
                ? Answers.Judge(examination.Server.Features.DowngradeSentinel, Answer.No, Verdict.Fail,
                    "It offers TLS 1.3, and its random for TLS 1.2 has no downgrade mark.", "Its random for TLS 1.2 has the downgrade mark.")
                : null),
    ];

    private static Judgement JudgeObsolete(ServerObservation server, TlsVersion first, TlsVersion second)
    {
        var versions = new[] { first, second }.ToLookup(server.Offers);
        if (versions[Answer.Yes].Any())
            return new Judgement(Verdict.Fail, [.. versions[Answer.Yes].SelectMany(version => Describe(server[version]))]);
        return versions[Answer.NotKnown].Any()
            ? new Judgement(Verdict.Inconclusive, [.. versions[Answer.NotKnown].Select(static version => $"Whether {TlsVersions.NameOf(version)} is offered is not known.")])
            : new Judgement(Verdict.Pass, [.. versions[Answer.No].Select(version => $"{TlsVersions.NameOf(version)} is refused{AlertOf(server[version])}.")]);
    }

    private static IEnumerable<string> Describe(VersionObservation observed)
    {
        yield return $"{TlsVersions.NameOf(observed.Version)} is offered, with {observed.Suites.Count} suites.";
        var cbc = observed.Suites.Any(static offered => offered.Suite.Mode == CipherMode.Cbc);
        if (observed.Version == TlsVersion.Ssl2)
            yield return "An RSA key that answers SSL 2.0 anywhere opens recordings of TLS with the same key: DROWN (CVE-2016-0800).";
        else if (observed.Version == TlsVersion.Ssl3 && cbc)
            yield return "With CBC suites: POODLE (CVE-2014-3566).";
        else if (observed.Version == TlsVersion.Tls10 && cbc)
            yield return "With CBC suites: BEAST (CVE-2011-3389).";
    }

    /// <summary>A version below TLS 1.2 beside a higher one: whoever has one version only cannot be talked down.</summary>
    private static bool HasLess(ServerObservation server)
    {
        var offered = TlsVersions.All.Where(version => version >= TlsVersion.Ssl3 && server.Offers(version) == Answer.Yes).ToList();
        return offered.Count > 1 && offered.Min() < TlsVersion.Tls12;
    }

    private static string AlertOf(VersionObservation observed) => observed.Alert is { } alert ? $" (alert {IanaName.Of(alert)})" : "";

    private static Rule ObsoleteSsl { get; } = new()
    {
        Id = "LG-TLS-001",
        Title = "SSL 2.0 or SSL 3.0 is offered",
        Severity = Severity.High,
        What = "A handshake of a version from the 1990s was taken up.",
        Why = "Both versions are broken beyond repair. Whoever sits between modality and archive can read names and images; with SSL 2.0 even recordings of newer, better connections to the same key.",
        Detection = "One hello for each version that offers nothing else.",
        Limits = "A device that answers the hello but never finishes such a handshake would be reported wrongly; none is known.",
        Remedies = TlsRemedies.Versions,
        References = [Reference.Rfc(9325, "3.1.1"), Reference.Rfc(6176), Reference.Rfc(7568), Reference.Ps3(15, "B.12"), Reference.Cwe(327), Reference.Cve("CVE-2016-0800"), Reference.Cve("CVE-2014-3566")],
    };

    private static Rule ObsoleteTls { get; } = new()
    {
        Id = "LG-TLS-002",
        Title = "TLS 1.0 or TLS 1.1 is offered",
        Severity = Severity.Medium,
        What = "A handshake of a version that was withdrawn in 2021 was taken up.",
        Why = "These versions rest on MD5 and SHA-1 and on CBC as it should not be done. A device or attacker that asks for them gets them, and the archive's better versions protect nobody who was talked down.",
        Detection = "One hello for each version that offers nothing else.",
        Limits = "The retired profiles B.1, B.3 and B.9 want TLS 1.0 for the sake of old devices: a system that claims one of them is right by its claim and wrong by today's.",
        Remedies = TlsRemedies.Versions,
        References = [Reference.Rfc(8996), Reference.Rfc(9325, "3.1.1"), Reference.Ps3(15, "B.12"), Reference.Cwe(327), Reference.Cve("CVE-2011-3389")],
    };

    private static Rule NoTls12 { get; } = new()
    {
        Id = "LG-TLS-003",
        Title = "TLS 1.2 is not offered",
        Severity = Severity.Low,
        What = "A hello of TLS 1.2 was refused.",
        Why = "TLS 1.2 is what every current profile requires of both sides: without it, modalities of the last decade cannot send, and someone will open a clear port for them.",
        Detection = "One hello that offers TLS 1.2 with every suite that is known.",
        Limits = "A server that offers TLS 1.3 alone is stronger, not weaker; it only keeps no DICOM profile.",
        Remedies = TlsRemedies.Versions,
        References = [Reference.Ps3(15, "B.12"), Reference.Ps3(15, "B.13"), Reference.Rfc(9325, "3.1.1")],
    };

    private static Rule NoTls13 { get; } = new()
    {
        Id = "LG-TLS-004",
        Title = "TLS 1.3 is not offered",
        Severity = Severity.Low,
        What = "A hello of TLS 1.3 was refused.",
        Why = "TLS 1.3 leaves out everything that was ever wrong with TLS 1.2 and hides the certificates, which name the hospital and its devices. Profile B.13 requires it of servers.",
        Detection = "One hello that offers TLS 1.3 alone.",
        Limits = "B.12 allows servers without it.",
        Remedies =
        [
            new("DCMTK", "Use a DCMTK built with OpenSSL 1.1.1 or later and a profile other than +pz, which switches TLS 1.3 off."),
            .. TlsRemedies.Versions,
        ],
        References = [Reference.Rfc(9325, "3.1.1"), Reference.Ps3(15, "B.13")],
    };

    private static Rule Tls13NotPreferred { get; } = new()
    {
        Id = "LG-TLS-005",
        Title = "TLS 1.2 is chosen although both sides have TLS 1.3",
        Severity = Severity.Low,
        What = "A hello that offers both was answered with TLS 1.2.",
        Why = "The better protection is there and nobody gets it.",
        Detection = "One hello with TLS 1.3 and 1.2 in supported_versions.",
        Limits = "None known.",
        Remedies = [new(null, "Update the TLS library: servers choose the highest version that both sides have unless something was configured against it. Look for a middlebox that terminates TLS.")],
        References = [Reference.Ps3(15, "B.12"), Reference.Rfc(9325, "3.1.1"), Reference.Cwe(757)],
    };

    private static Rule NoFallbackProtection { get; } = new()
    {
        Id = "LG-TLS-006",
        Title = "A client can be talked down to an older version without noticing",
        Severity = Severity.Low,
        What = "A hello that says \"I tried a higher version before\" was answered with the lower one.",
        Why = "Old modalities try again with a lower version when a connection breaks. Whoever can break connections chooses the version, and then reads.",
        Detection = "A hello with a lower version and TLS_FALLBACK_SCSV, to a server that offers versions below TLS 1.2.",
        Limits = "Not asked of servers that offer TLS 1.2 and 1.3 only: there RFC 9325 no longer asks for the signal.",
        Remedies = TlsRemedies.Versions,
        References = [Reference.Rfc(7507, "3"), Reference.Rfc(9325, "3.1.3"), Reference.Cwe(757), Reference.Cve("CVE-2014-3566")],
    };

    private static Rule NoDowngradeSentinel { get; } = new()
    {
        Id = "LG-TLS-007",
        Title = "The mark against downgrading is missing",
        Severity = Severity.Low,
        What = "The server offers TLS 1.3 and does not mark its random when it is offered less.",
        Why = "The mark lets a client of TLS 1.3 notice that someone removed TLS 1.3 from its offer on the way.",
        Detection = "The last eight bytes of the random in the answer to a hello of TLS 1.2 or lower.",
        Limits = "A TLS proxy whose TLS 1.3 comes from another program than its TLS 1.2 looks alike.",
        Remedies = [new(null, "Update the TLS library; look for a middlebox that terminates TLS and does not say so.")],
        References = [Reference.Rfc(8446, "4.1.3"), Reference.Cwe(757)],
    };
}
