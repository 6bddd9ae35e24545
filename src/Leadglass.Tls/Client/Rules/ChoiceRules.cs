using Leadglass.Findings;

namespace Leadglass.Tls.Client.Rules;

/// <summary>Rules about clients that take choices which a server must not make.</summary>
internal static class ChoiceRules
{
    private const string ServerHello = "A ServerHello that is right but for this. A client that sends an alert or closes has refused; one that waits for the rest of the handshake has not.";
    private const string ServerHelloLimits = "A client that is merely slow to refuse looks as if it went on: the wait is a few seconds.";

    private static readonly IReadOnlyList<Remedy> Update = [new(null, "Update the TLS library of the device: current ones refuse. Ask the vendor which one it is and when it was updated last.")];

    public static IEnumerable<JudgedRule<ExaminedClient>> All =>
    [
        Of(OldVersion, ClientStep.Tls10),
        Of(UnofferedSuite, ClientStep.UnofferedSuite),
        Of(NoRenegotiationInfo, ClientStep.NoRenegotiationInfo),
        Of(Compression, ClientStep.Compression),
        Of(DowngradeMark, ClientStep.DowngradeMark),
    ];

    private static JudgedRule<ExaminedClient> Of(Rule rule, ClientStep step) => new(rule, examined => examined.Client[step] switch
    {
        { Outcome: StepOutcome.NotApplicable } => null,
        { Outcome: StepOutcome.NotTested } => StepWording.NotTested(step),
        { IsAccepted: true } => Judgement.Fail($"It went on after {ClientSteps.NameOf(step)}."),
        { Outcome: StepOutcome.Refused } refused => Judgement.Pass(StepWording.Refused(refused)),
        _ => Judgement.Inconclusive($"It neither refused nor went on after {ClientSteps.NameOf(step)}."),
    });

    private static Rule OldVersion { get; } = new()
    {
        Id = "LG-TLS-110",
        Title = "The client accepts TLS 1.0",
        Severity = Severity.High,
        What = "A server that chose TLS 1.0 was not refused.",
        Why = "TLS 1.0 was retired because of its known weaknesses; a device that takes it lets a server, or somebody who plays one, decide that it is used.",
        Detection = ServerHello,
        Limits = ServerHelloLimits,
        Remedies = [new("DCMTK", "Use the profile +py (3.6.8 and later: +pg) instead of +px, +pa or +pb."), new(null, "Set TLS 1.2 as the lowest version of the device.")],
        References = [Reference.Rfc(8996), Reference.Rfc(9325, "3.1.1"), Reference.Ps3(15, "B.12")],
    };

    private static Rule UnofferedSuite { get; } = new()
    {
        Id = "LG-TLS-111",
        Title = "The client accepts a suite that it did not offer",
        Severity = Severity.High,
        What = "A server that chose a suite which was not in the hello was not refused.",
        Why = "The list of suites is the device's word on what is strong enough. If it takes others, somebody in the middle can choose for it.",
        Detection = ServerHello,
        Limits = ServerHelloLimits,
        Remedies = Update,
        References = [Reference.Rfc(8446, "4.1.3"), Reference.Rfc(5246, "7.4.1.3"), Reference.Cwe(757)],
    };

    private static Rule NoRenegotiationInfo { get; } = new()
    {
        Id = "LG-TLS-112",
        Title = "The client accepts a server without secure renegotiation",
        Severity = Severity.Medium,
        What = "A server of TLS 1.2 that did not confirm renegotiation_info was not refused.",
        Why = "With such a server an attacker can put words of its own before those of the device, and the archive takes both for the device's (CVE-2009-3555).",
        Detection = ServerHello,
        Limits = ServerHelloLimits + " A client that has no TLS 1.2, or does not know the extension, is not asked.",
        Remedies = Update,
        References = [Reference.Rfc(9325, "3.5"), Reference.Rfc(5746, "3.4"), Reference.Cve("CVE-2009-3555")],
    };

    private static Rule Compression { get; } = new()
    {
        Id = "LG-TLS-113",
        Title = "The client accepts compression that it did not offer",
        Severity = Severity.Medium,
        What = "A server that chose DEFLATE was not refused.",
        Why = "Compression lets the length of what is encrypted betray its content (CRIME).",
        Detection = ServerHello,
        Limits = ServerHelloLimits,
        Remedies = Update,
        References = [Reference.Rfc(9325, "3.3"), Reference.Rfc(5246, "7.4.1.3"), Reference.Cve("CVE-2012-4929")],
    };

    private static Rule DowngradeMark { get; } = new()
    {
        Id = "LG-TLS-114",
        Title = "The client ignores the mark of a downgrade",
        Severity = Severity.High,
        What = "The client offered TLS 1.3, the server chose 1.2 and marked its random as one that has 1.3: the client went on.",
        Why = "The mark is how a client learns that somebody in the middle has taken TLS 1.3 out of its hello.",
        Detection = ServerHello,
        Limits = ServerHelloLimits + " A client without TLS 1.3 is not asked.",
        Remedies = Update,
        References = [Reference.Rfc(8446, "4.1.3"), Reference.Cwe(757)],
    };
}
