using Leadglass.Findings;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Rules;

namespace Leadglass.Tls.Client.Rules;

/// <summary>Rules about what a client offers.</summary>
internal static class OfferRules
{
    public static IEnumerable<JudgedRule<ExaminedClient>> All =>
    [
        new(TooMuch, static examined => Judge(examined, static verdict => PartJudgement.Of(verdict.Profile, verdict.Security))),
        new(Missing, static examined => Judge(examined, static verdict => PartJudgement.Of(verdict.Profile, verdict.Interoperability))),
        new(Advice, static examined => Judge(examined, PartJudgement.OfAdvice)),
    ];

    private static Judgement? Judge(ExaminedClient examined, Func<ProfileVerdict, Judgement> judge)
    {
        if (examined.Claim is not { } claim)
            return null;
        if (examined.Client.FirstHello is not { } hello)
            return Judgement.NotTested("No hello came.");
        return judge(claim.Judge(hello.Offer));
    }

    private static Rule TooMuch { get; } = new()
    {
        Id = "LG-TLS-140",
        Title = "The client offers what the claimed profile forbids",
        Severity = Severity.High,
        What = "Versions, suites, groups or signatures that the profile forbids are in the hello.",
        Why = "What a client offers, a server may choose: an old archive, or somebody who plays one, gets the weakest of the list.",
        Detection = "The first hello, held against the profile clause by clause.",
        Limits = "Only what is mandatory counts here; what is merely recommended is LG-TLS-142. A hello tells the versions below the highest one only where it has supported_versions. Which suites a client really takes can be fewer than it offers.",
        Remedies = [new("DCMTK", "Use the option that names the profile: +py for B.10, from 3.6.8 on +pg for B.12."), new(null, "Remove the versions and suites that are named from the device's configuration.")],
        References = [Reference.Ps3(15, "B"), Reference.Rfc(9325), Reference.Cwe(757)],
    };

    private static Rule Missing { get; } = new()
    {
        Id = "LG-TLS-141",
        Title = "The client lacks what the claimed profile requires",
        Severity = Severity.Medium,
        What = "Versions, suites or features that the profile requires are not in the hello.",
        Why = "An archive that keeps the same profile may find nothing in common with it, and the images stay where they were made.",
        Detection = "The first hello, held against the profile clause by clause.",
        Limits = "Only what is mandatory counts here; what is merely recommended is LG-TLS-142. Says who can talk to whom, and nothing about weakness.",
        Remedies = [new(null, "Add what is missing, or claim the profile that holds.")],
        References = [Reference.Ps3(15, "B.12"), Reference.Ps3(15, "B.13")],
    };

    private static Rule Advice { get; } = new()
    {
        Id = "LG-TLS-142",
        Title = "What the claimed profile recommends to clients is not all followed",
        Severity = Severity.Low,
        What = "The profile, or BCP 195 behind it, says \"should\" or \"should not\", and the hello says otherwise.",
        Why = "Recommendations are what the next edition makes mandatory, and devices are bought for fifteen years.",
        Detection = "The first hello, held against the recommendations clause by clause.",
        Limits = "The profile holds all the same as far as these lines go: whether it does say LG-TLS-140 and LG-TLS-141.",
        Remedies = [new(null, "Offer TLS 1.3 beside 1.2, and only suites with forward secrecy and authenticated encryption; ask the vendor where the device cannot.")],
        References = [Reference.Ps3(15, "B.12"), Reference.Rfc(9325, "4")],
    };
}
