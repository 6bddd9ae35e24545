using Leadglass.Findings;
using Leadglass.Tls.Profiles;

namespace Leadglass.Tls.Rules;

/// <summary>Rules about the profile that a system claims.</summary>
internal static class ProfileRules
{
    public static IEnumerable<JudgedRule<TlsExamination>> All =>
    [
        new(NotSecure, static examination => examination.Claim is { } claim ? PartJudgement.Of(claim, claim.Judge(examination.Server).Security) : null),
        new(NotInteroperable, static examination => examination.Claim is { } claim ? PartJudgement.Of(claim, claim.Judge(examination.Server).Interoperability) : null),
        new(Retired, static examination => examination.Claim is { Status: ProfileStatus.Retired } claim
            ? Judgement.Warn($"{claim.Name} {claim.Title}: {claim.History ?? "retired"}.")
            : null),
        new(Advice, static examination => examination.Claim is { } claim ? PartJudgement.OfAdvice(claim.Judge(examination.Server)) : null),
    ];

    private static Rule NotSecure { get; } = new()
    {
        Id = "LG-TLS-060",
        Title = "The server offers what the claimed profile forbids",
        Severity = Severity.High,
        What = "Versions, suites, groups, signatures or certificates that the profile forbids are there.",
        Why = "A conformance statement says what a buyer may rely on. Here an attacker may choose something else than it says.",
        Detection = "Everything that the server offers, held against the profile clause by clause.",
        Limits = "Only what is mandatory counts here; what is merely recommended is LG-TLS-063. What could not be asked is listed and makes the verdict Inconclusive. The retired profiles forbid little; what RFC 8996 and RFC 9325 say of them today is held against them.",
        Remedies = [new(null, "Take out of the TLS configuration what the evidence names; the findings about versions, suites, keys and certificates say how, program by program.")],
        References = [Reference.Ps3(15, "B"), Reference.Rfc(9325), Reference.Rfc(8996), Reference.Cwe(757)],
    };

    private static Rule NotInteroperable { get; } = new()
    {
        Id = "LG-TLS-061",
        Title = "The server lacks what the claimed profile requires",
        Severity = Severity.Medium,
        What = "Versions, suites or features that the profile requires are missing.",
        Why = "A modality that keeps the same profile may find nothing in common with the archive, and the examination stays where it was made.",
        Detection = "Everything that the server offers, held against the profile clause by clause.",
        Limits = "Being stricter than a profile is no weakness: this says who can talk to whom. B.13 requires suites that hardly any TLS library has switched on, and certificates with both kinds of keys.",
        Remedies = [new("DCMTK", "Use the option that names the profile: +py for B.10, +pz for B.11; from 3.6.8 on +pg for B.12 and +pm for B.13."), new(null, "Add what is missing, or claim the profile that holds: B.12 asks for less than B.13 and is no weaker.")],
        References = [Reference.Ps3(15, "B.12"), Reference.Ps3(15, "B.13")],
    };

    private static Rule Retired { get; } = new()
    {
        Id = "LG-TLS-062",
        Title = "The claimed profile was withdrawn from the standard",
        Severity = Severity.Low,
        What = "The profile that the system claims is retired.",
        Why = "What it allows was given up for a reason, and devices bought today no longer learn it.",
        Detection = "The claim, held against the current edition of PS3.15.",
        Limits = "B.10 and B.11 come close to what is asked today; B.1, B.3 and B.9 do not.",
        Remedies = [new(null, "Ask the vendor for B.12, and write it into the next tender.")],
        References = [Reference.Ps3(15, "B")],
    };

    private static Rule Advice { get; } = new()
    {
        Id = "LG-TLS-063",
        Title = "What the claimed profile recommends is not all followed",
        Severity = Severity.Low,
        What = "The profile, or BCP 195 behind it, says \"should\" or \"should not\", and the server does otherwise.",
        Why = "Recommendations are what the next edition makes mandatory: static RSA and TLS without 1.3 go the way of TLS 1.0.",
        Detection = "Everything that the server offers, held against the recommendations clause by clause.",
        Limits = "The profile holds all the same as far as these lines go: whether it does say LG-TLS-060 and LG-TLS-061.",
        Remedies = [new(null, "Do what the evidence names as soon as every device can; the findings about versions, suites and keys say how, program by program.")],
        References = [Reference.Ps3(15, "B.12"), Reference.Rfc(9325, "4")],
    };
}
