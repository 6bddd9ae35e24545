using Leadglass.Findings;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Rules;

namespace Leadglass.Tls.Client.Rules;

/// <summary>Rules about what a client offers.</summary>
internal static class OfferRules
{
    public static IEnumerable<JudgedRule<ExaminedClient>> All =>
    [
        new(TooMuch, static examined => Judge(examined, static verdict => verdict.Security)),
        new(Missing, static examined => Judge(examined, static verdict => verdict.Interoperability)),
    ];

    private static Judgement? Judge(ExaminedClient examined, Func<ProfileVerdict, ProfilePart> partOf)
    {
        if (examined.Claim is not { } claim)
            return null;
        if (examined.Client.FirstHello is not { } hello)
            return Judgement.NotTested("No hello came.");
        return PartJudgement.Of(claim, partOf(claim.Judge(hello.Offer)));
    }

    private static Rule TooMuch { get; } = new()
    {
        Id = "LG-TLS-140",
        Title = "The client offers what the claimed profile forbids",
        Severity = Severity.High,
        What = "Versions, suites, groups or signatures that the profile forbids are in the hello.",
        Why = "What a client offers, a server may choose: an old archive, or somebody who plays one, gets the weakest of the list.",
        Detection = "The first hello, held against the profile clause by clause.",
        Limits = "A warning means that everything mandatory holds and a recommendation does not. A hello tells the versions below the highest one only where it has supported_versions. Which suites a client really takes can be fewer than it offers.",
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
        Limits = "A warning means that everything mandatory holds and a recommendation does not. Says who can talk to whom, and nothing about weakness.",
        Remedies = [new(null, "Add what is missing, or claim the profile that holds.")],
        References = [Reference.Ps3(15, "B.12"), Reference.Ps3(15, "B.13")],
    };
}
