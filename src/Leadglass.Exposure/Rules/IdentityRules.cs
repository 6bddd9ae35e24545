using Leadglass.Dicom.Network;
using Leadglass.Exposure.Observations;
using Leadglass.Findings;

namespace Leadglass.Exposure.Rules;

/// <summary>Rules about user identity negotiation (PS3.7 D.3.3.7).</summary>
internal static class IdentityRules
{
    public static IEnumerable<JudgedRule<ExaminedPort>> All =>
    [
        new(Ignored, port => Judge(port, IdentityOutcome.Ignored)),
        new(AcknowledgedForAnyone, port => Judge(port, IdentityOutcome.Acknowledged, IdentityOutcome.Required)),
        new(OverClearText, port => port.Dicom?.Identities.Where(i => i.Outcome is IdentityOutcome.Acknowledged or IdentityOutcome.Required or IdentityOutcome.Rejected).ToList() is { Count: > 0 } used
            ? Judgement.Fail([.. used.Select(i => $"{Describe(i)}: the server evaluates what was sent in clear text.")])
            : null),
        new(NotRequired, port => port.Dicom is { Accepted: not null } dicom && dicom.Identities.FirstOrDefault(i => i.Outcome == IdentityOutcome.Rejected) is { } rejected
            ? Judgement.Warn($"{Describe(rejected)}; without any identity the association was accepted.")
            : null),
    ];

    private static Judgement? Judge(ExaminedPort port, params IdentityOutcome[] wrong)
    {
        if (port.Dicom is not { } dicom)
            return null;
        if (dicom.Identities.Count == 0)
            return Judgement.NotTested(dicom.Accepted is null ? "No association was accepted, with or without an identity." : "No identity was offered.");
        var evidence = dicom.Identities.Select(Describe).ToArray();
        if (dicom.Identities.Any(i => wrong.Contains(i.Outcome)))
            return wrong.Contains(IdentityOutcome.Acknowledged) ? Judgement.Fail(evidence) : Judgement.Warn(evidence);
        return dicom.Identities.All(i => i.Outcome == IdentityOutcome.Unclear) ? Judgement.Inconclusive(evidence) : Judgement.Pass(evidence);
    }

    private static string Describe(IdentityObservation identity)
    {
        var type = identity.Type switch
        {
            UserIdentityType.UserName => "User name that nobody has",
            UserIdentityType.UserNameAndPasscode => "User name and passcode that nobody has",
            UserIdentityType.Kerberos => "Kerberos ticket that nobody issued",
            UserIdentityType.Saml => "SAML assertion that nobody issued",
            UserIdentityType.JsonWebToken => "unsigned JSON Web Token",
            _ => $"Identity of type {(byte)identity.Type}",
        };
        return type + identity.Outcome switch
        {
            IdentityOutcome.Ignored => ": accepted without the server response that was requested",
            IdentityOutcome.Acknowledged => ": acknowledged by a server response",
            IdentityOutcome.Required => ": accepted, while the same request without an identity is rejected",
            IdentityOutcome.Rejected => $": rejected ({identity.Reject?.Describe()})",
            _ => ": no clear answer",
        };
    }

    private static Rule Ignored { get; } = new()
    {
        Id = "LG-EXP-040",
        Title = "User identity is ignored",
        Severity = Severity.Info,
        What = "A user identity with a requested positive response was accepted without that response.",
        Why = "A workstation that sends user names believes that the archive knows who is working; the archive does not, and neither does its audit trail.",
        Detection = "One association with a random user name and the positive-response-requested flag; the acceptance had no item 59H.",
        Limits = "This is the standard's behaviour for servers without user identity (PS3.7 D.3.3.7): it is a fault only where users are believed to be known.",
        Remedies = [new(null, "If people must be known by name, use a server that supports PS3.15 B.5, B.6 or B.7, and let clients insist on the positive response.")],
        References = [Reference.Ps3(7, "D.3.3.7"), Reference.Cwe(287)],
    };

    private static Rule AcknowledgedForAnyone { get; } = new()
    {
        Id = "LG-EXP-041",
        Title = "User identity is acknowledged for anyone",
        Severity = Severity.High,
        What = "A user identity that nobody has was answered as authenticated.",
        Why = "Clients and audit trails rely on an authentication that does not take place: every access is filed under whatever name the caller invents.",
        Detection = "One association with a random user name and the positive-response-requested flag; the acceptance had item 59H, which a server sends only after it authenticated the user, or came only with an identity and not without.",
        Limits = "PS3.15 B.4 allows a server to take user names without verifying them; such a profile identifies, but must not be called authentication.",
        Remedies =
        [
            new("dcm4che", "Replace the default user identity negotiator, which confirms everyone, by one that asks a directory."),
            new(null, "Configure the server to verify identities (PS3.15 B.5, B.6, B.7), or turn user identity off."),
        ],
        References = [Reference.Ps3(7, "D.3.3.7"), Reference.Ps3(15, "B.5"), Reference.Cwe(287)],
    };

    private static Rule OverClearText { get; } = new()
    {
        Id = "LG-EXP-042",
        Title = "User credentials are taken over clear text",
        Severity = Severity.High,
        What = "The server evaluates user identities on a port that is not encrypted.",
        Why = "User names, passcodes and tokens can be read by anyone on the way and used for everything else that they open.",
        Detection = "The offered identity changed the answer (acknowledged, let in, or rejected, while the same request without one got the opposite before and after), and the association was in clear text.",
        Limits = "A server that refuses every identity in clear text on principle is right and looks alike here.",
        Remedies = [new(null, "Accept user identity only inside TLS (PS3.15 B.12), and change the passcodes that were used before.")],
        References = [Reference.Cwe(319), Reference.Cwe(522), Reference.Ps3(7, "D.3.3.7")],
    };

    private static Rule NotRequired { get; } = new()
    {
        Id = "LG-EXP-043",
        Title = "User identity is checked but not required",
        Severity = Severity.Medium,
        What = "A wrong identity is rejected; no identity at all is accepted.",
        Why = "Whoever leaves the identity out gets in.",
        Detection = "One association without and one with a random user name.",
        Limits = "What the anonymous association may do can be less; see the other findings.",
        Remedies = [new(null, "Require an identity for every association, or restrict associations without one to verification.")],
        References = [Reference.Ps3(7, "D.3.3.7"), Reference.Cwe(306)],
    };
}
