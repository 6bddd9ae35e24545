using Leadglass.Findings;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Rules;

/// <summary>Rules about faults of TLS libraries that show only to whoever sends the opening message of the attack.</summary>
internal static class AttackRules
{
    private static readonly Judgement NotTried = Judgement.NotTested("This is tried only where you allow it: leadglass tls server HOST:PORT --intrusive.");

    public static IEnumerable<JudgedRule<TlsExamination>> All =>
    [
        Old(Heartbleed, JudgeHeartbeat),
        Old(EarlyChangeCipherSpec, JudgeChangeCipherSpec),
        Old(Robot, JudgePadding),
    ];

    /// <summary>TLS 1.3 left out all that these attacks need.</summary>
    private static JudgedRule<TlsExamination> Old(Rule rule, Func<ServerObservation, Judgement> judge) =>
        new(rule, examination => examination.Server.OffersOldHandshake() == Answer.No ? null : judge(examination.Server));

    private static Judgement JudgeHeartbeat(ServerObservation server) =>
        server.Features.Heartbeat == Answer.No ? Judgement.Pass("Heartbeats are not negotiated.")
        : server.Attacks is not { } attacks ? NotTried
        : attacks.AnswersOverlongHeartbeat switch
        {
            Answer.Yes => Judgement.Fail($"A heartbeat that claims 17 bytes and brings 16 was answered with {attacks.HeartbeatAnswerBytes} bytes. Their content was not looked at."),
            Answer.No => Judgement.Pass("A heartbeat that claims more bytes than it brings was not answered."),
            _ => Judgement.Inconclusive("Heartbeats were not negotiated when it was tried, or the server said nothing more."),
        };

    private static Judgement JudgeChangeCipherSpec(ServerObservation server)
    {
        if (server.Attacks is not { } attacks)
            return NotTried;
        var reactions = $"ChangeCipherSpec before the key exchange: {string.Join("; once more: ", attacks.ChangeCipherSpecReactions)}.";
        return attacks.TakesEarlyChangeCipherSpec switch
        {
            Answer.Yes => Judgement.Fail(reactions, "The second, which was not encrypted, could not be decrypted: the server had switched to keys that nobody agreed on."),
            Answer.No => Judgement.Pass(reactions),
            _ => Judgement.Inconclusive(attacks.ChangeCipherSpecReactions.Count == 0 ? "The server did not get as far as the key exchange." : reactions),
        };
    }

    private static Judgement JudgePadding(ServerObservation server)
    {
        var suites = SuiteSearch.For(server, static (version, suite) => version >= TlsVersion.Tls10 && suite is { KeyExchange: KeyExchange.Rsa, IsExport: false });
        if (suites.Evidence.Count == 0)
            return suites.Judge(Verdict.Fail, "No suite with RSA key exchange is offered.");
        return server.Attacks is not { } attacks ? NotTried : attacks.PaddingOracle switch
        {
            PaddingOracle.Strong => new Judgement(Verdict.Fail, [.. attacks.PaddingReactions, "Three times the same: mistakes of padding are told apart."]),
            PaddingOracle.Weak => new Judgement(Verdict.Fail, [.. attacks.PaddingReactions, "Three times the same: only part of the mistakes shows, so that an attack takes many questions."]) { Severity = Severity.Medium },
            PaddingOracle.None => new Judgement(Verdict.Pass, attacks.PaddingReactions),
            _ => new Judgement(Verdict.Inconclusive, attacks.PaddingReactions.Count == 0 ? ["The server did not get as far as the key exchange."] : [.. attacks.PaddingReactions, "That decides nothing."]),
        };
    }

    private static Rule Heartbleed { get; } = new()
    {
        Id = "LG-TLS-070",
        Title = "The server gives away its memory (Heartbleed)",
        Severity = Severity.Critical,
        What = "A heartbeat that claims more bytes than it brings was answered.",
        Why = "Anyone who can reach the port reads what the server has in memory, again and again and without a trace: private keys, passwords, images of the patient who is being examined.",
        Detection = "Only with --intrusive, and only where heartbeats are negotiated: before the key exchange, one heartbeat request that claims 17 bytes and brings 16, and a fatal alert behind it. A faulty server adds one byte of its own; of the answer only the length is kept.",
        Limits = "A firewall that knows the attack may end the connection before the server answers: then the pass is the firewall's. A server that takes heartbeats only after the handshake is not examined.",
        Remedies = [new(null, "Take the system off the network until it is updated: OpenSSL 1.0.1g or later. Then replace its key and certificate, revoke the old one, and change passwords that went through it.")],
        References = [Reference.Cve("CVE-2014-0160"), Reference.Rfc(6520, "4"), Reference.Cwe(125)],
    };

    private static Rule EarlyChangeCipherSpec { get; } = new()
    {
        Id = "LG-TLS-071",
        Title = "The server switches to keys that were never agreed on (CCS injection)",
        Severity = Severity.High,
        What = "A ChangeCipherSpec before the key exchange was taken.",
        Why = "Whoever sits between modality and archive can make both use keys that anyone can compute, and then reads and changes images, if the modality's OpenSSL has the fault too.",
        Detection = "Only with --intrusive: a ChangeCipherSpec in place of the client's key. Where only silence follows, a second one: an alert that it cannot be decrypted shows the fault. Silence alone shows nothing.",
        Limits = "OpenSSL 0.9.8 and 1.0.0 as servers take the message too, and are open to the attack only in part. A stack that never sends alerts stays undecided. A firewall on the way may answer instead of the server.",
        Remedies = [new(null, "Update OpenSSL on both sides: 0.9.8za, 1.0.0m, 1.0.1h or later. The attack needs the fault at both ends, so begin with the one that is easier.")],
        References = [Reference.Cve("CVE-2014-0224"), Reference.Rfc(5246, "7.1"), Reference.Cwe(326)],
    };

    private static Rule Robot { get; } = new()
    {
        Id = "LG-TLS-072",
        Title = "The server helps to decrypt recordings (ROBOT)",
        Severity = Severity.High,
        What = "RSA ciphertexts with different mistakes of padding were answered differently, three times in the same way.",
        Why = "With enough questions the answers decrypt what was recorded of other connections with RSA key exchange, or sign in the archive's name. The private key need not be stolen.",
        Detection = "Only with --intrusive, and only where RSA key exchange is offered: five ciphertexts in a handshake each, one well padded, followed by a Finished that no key fits; where the answers are the same, once more without what follows. A difference has to show in three rounds.",
        Limits = "Differences in time are not measured, nor whether a connection is closed or reset. A server that insists on a client certificate refuses before it decrypts: not known. Load balancers may send each connection to another machine.",
        Remedies = TlsRemedies.Suites,
        References = [Reference.Cve("CVE-2017-13099"), Reference.Cve("CVE-2017-6168"), Reference.Cve("CVE-2017-17382"), Reference.Cve("CVE-2017-17427"), Reference.Cve("CVE-2017-1000385"), Reference.Rfc(5246, "7.4.7.1"), Reference.Rfc(9325, "4.1"), Reference.Cwe(203)],
    };
}
