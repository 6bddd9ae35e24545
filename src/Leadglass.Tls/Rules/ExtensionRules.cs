using Leadglass.Findings;
using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Rules;

/// <summary>Rules about extensions of the handshake.</summary>
internal static class ExtensionRules
{
    private static readonly TimeSpan LongestTicket = TimeSpan.FromDays(7);

    public static IEnumerable<JudgedRule<TlsExamination>> All =>
    [
        Old(NoSecureRenegotiation, static features => features.SecureRenegotiation, Answer.No, Verdict.Fail, "renegotiation_info is not confirmed.", "renegotiation_info is confirmed."),
        Old(NoExtendedMasterSecret, static features => features.ExtendedMasterSecret, Answer.No, Verdict.Fail, "extended_master_secret is not confirmed.", "extended_master_secret is confirmed."),
        Old(Compression, static features => features.Compression, Answer.Yes, Verdict.Warn, "Offered compression, it chose it.", "Offered compression, it chose none."),
        Old(TruncatedHmac, static features => features.TruncatedHmac, Answer.Yes, Verdict.Fail, "truncated_hmac is confirmed.", "truncated_hmac is not confirmed."),
        new(EarlyData, static examination => examination.Server.Offers(TlsVersion.Tls13) != Answer.Yes ? null : examination.Server.Features.EarlyData switch
        {
            Answer.Yes => Judgement.Fail("Early data is offered."),
            Answer.No => Judgement.Pass("Early data is not offered."),
            _ => Judgement.NotTested("The server would say so in an encrypted message, which was not looked into."),
        }),
        new(LongTickets, static examination => examination.Server.Features.Tickets.LifetimeHint is not { } lifetime ? null
            : lifetime > LongestTicket ? Judgement.Warn($"Session tickets are good for {lifetime.TotalDays:0.#} days.")
            : Judgement.Pass($"Session tickets are good for {lifetime.TotalHours:0.#} hours.")),
        new(ForeignProtocol, static examination => Answers.Judge(examination.Server.Features.RefusesUnknownAlpn, Answer.No, Verdict.Warn,
            $"An application protocol that cannot exist was not refused; dicom is {(examination.Server.Features.AcceptsAlpnDicom == Answer.Yes ? "" : "not ")}confirmed.",
            "An application protocol that cannot exist was refused.")),
        new(ForeignName, static examination => Answers.Judge(examination.Server.Features.RefusesUnknownName, Answer.No, Verdict.Warn,
            "A server name that cannot exist was not refused.", "A server name that cannot exist was refused.")),
    ];

    /// <summary>Extensions that TLS 1.3 no longer has: asked only where an older version is offered.</summary>
    private static JudgedRule<TlsExamination> Old(Rule rule, Func<FeaturesObservation, Answer> read, Answer wrong, Verdict violated, string seen, string fine) =>
        new(rule, examination => examination.Server.OffersOldHandshake() == Answer.No
            ? null
            : Answers.Judge(read(examination.Server.Features), wrong, violated, seen, fine));

    private static Remedy Update { get; } = new(null, "Update the TLS library of the server; current ones do this without being told.");

    private static Rule NoSecureRenegotiation { get; } = new()
    {
        Id = "LG-TLS-050",
        Title = "Renegotiation is not protected",
        Severity = Severity.Medium,
        What = "The server does not confirm renegotiation_info.",
        Why = "An attacker can put words before those of a modality on the same connection: the archive believes that the modality said both.",
        Detection = "A hello of TLS 1.2 or lower with the extension.",
        Limits = "A server that never renegotiates is not open to the attack, but clients cannot know and have to give up.",
        Remedies = [Update],
        References = [Reference.Rfc(9325, "3.5"), Reference.Rfc(5746), Reference.Cwe(300), Reference.Cve("CVE-2009-3555")],
    };

    private static Rule NoExtendedMasterSecret { get; } = new()
    {
        Id = "LG-TLS-051",
        Title = "Sessions are not bound to their handshake",
        Severity = Severity.Low,
        What = "The server does not confirm extended_master_secret.",
        Why = "Two connections can be made to share a secret. With client certificates an attacker in between can then speak to the archive in the name of a modality.",
        Detection = "A hello of TLS 1.2 or lower with the extension.",
        Limits = "The triple handshake attack needs renegotiation and a client that trusts the attacker's certificate.",
        Remedies = [Update],
        References = [Reference.Rfc(9325, "3.5"), Reference.Rfc(7627), Reference.Cwe(300)],
    };

    private static Rule Compression { get; } = new()
    {
        Id = "LG-TLS-052",
        Title = "TLS compression is used",
        Severity = Severity.Low,
        What = "Offered compression, the server chose it.",
        Why = "How well something compresses gives away what it contains: whoever can add text and see lengths guesses secrets letter by letter (CRIME).",
        Detection = "A hello that offers DEFLATE and no compression.",
        Limits = "DICOM connections carry no text of an attacker's choosing, as web pages do; tokens in user identity negotiation come nearest.",
        Remedies = [new("stunnel", "Remove the compression line."), new(null, "Switch TLS compression off; OpenSSL does by default since 1.1.0. DICOM compresses pixels by transfer syntax.")],
        References = [Reference.Rfc(9325, "3.3"), Reference.Cwe(203), Reference.Cve("CVE-2012-4929")],
    };

    private static Rule TruncatedHmac { get; } = new()
    {
        Id = "LG-TLS-053",
        Title = "Shortened integrity checks are accepted",
        Severity = Severity.Low,
        What = "The server confirms truncated_hmac.",
        Why = "With 80 bits instead of 160 and more, forged records become worth trying.",
        Detection = "A hello of TLS 1.2 with the extension and CBC suites.",
        Limits = "None known.",
        Remedies = [Update],
        References = [Reference.Rfc(9325, "4.6"), Reference.Rfc(6066, "7"), Reference.Cwe(354)],
    };

    private static Rule EarlyData { get; } = new()
    {
        Id = "LG-TLS-054",
        Title = "Early data (0-RTT) is offered",
        Severity = Severity.Medium,
        What = "The server takes data before the handshake is complete.",
        Why = "Early data can be recorded and sent again: a C-STORE or an order that arrives twice.",
        Detection = "early_data in NewSessionTicket. The message is encrypted: without a look inside, the rule stays untested.",
        Limits = "No specification says how DICOM would use early data, so no server should take it.",
        Remedies = [new("nginx", "ssl_early_data off; (the default)"), new("HAProxy", "Remove allow-0rtt from the bind line."), new(null, "Switch early data off; it is off by default in most servers.")],
        References = [Reference.Rfc(9325, "3.10"), Reference.Rfc(8446, "8"), Reference.Cwe(294)],
    };

    private static Rule LongTickets { get; } = new()
    {
        Id = "LG-TLS-055",
        Title = "Session tickets are good for more than a week",
        Severity = Severity.Low,
        What = "The lifetime that the server gives for a ticket is longer than seven days.",
        Why = "Whoever gets the key of the tickets reads every session that was resumed with them, and a device whose certificate was revoked stays in.",
        Detection = "The lifetime hint in a NewSessionTicket that came in the clear of TLS 1.2.",
        Limits = "How often the server changes its ticket key cannot be seen. No finding where no ticket was seen.",
        Remedies =
        [
            new("nginx", "ssl_session_timeout 1h; with ssl_session_ticket_key files that are rotated, or ssl_session_tickets off;"),
            new("HAProxy", "Add no-tls-tickets to the bind line, or rotate tls-ticket-keys."),
            new(null, "Let tickets live for hours, and change their key at least weekly; associations last, so little is gained by resumption."),
        ],
        References = [Reference.Rfc(9325, "3.4"), Reference.Rfc(8446, "4.6.1"), Reference.Cwe(613)],
    };

    private static Rule ForeignProtocol { get; } = new()
    {
        Id = "LG-TLS-056",
        Title = "The server does not say which protocol it speaks inside TLS",
        Severity = Severity.Info,
        What = "A client that offers only an application protocol that cannot exist is let in.",
        Why = "Where one certificate serves DICOM, a web server and mail, connections can be turned from one to the other without anyone noticing.",
        Detection = "Hellos with the application protocol dicom, and with one that cannot exist (ALPN).",
        Limits = "DCMTK up to 3.6.7 ignores ALPN; newer releases insist on dicom. A server that knows no ALPN at all is allowed by RFC 7301.",
        Remedies =
        [
            new("DCMTK", "Update to a release that answers to dicom only."),
            new("HAProxy", "Add alpn dicom to the bind line of the DICOM port."),
            new(null, "Give DICOM a certificate of its own, which no other service of the host uses."),
        ],
        References = [Reference.Rfc(9325, "3.8"), Reference.Rfc(7301, "3.2"), Reference.Cwe(923)],
    };

    private static Rule ForeignName { get; } = new()
    {
        Id = "LG-TLS-057",
        Title = "The server answers to any name",
        Severity = Severity.Info,
        What = "A client that asks for a server name that cannot exist is let in.",
        Why = "A client that was led to the wrong machine, by a wrong entry in a name server, learns it from the certificate alone, if it looks.",
        Detection = "A hello with a server name under the reserved domain invalid.",
        Limits = "RFC 9325 recommends a refusal where names matter. Most DICOM clients send no name, so that servers cannot insist on one.",
        Remedies = [new("HAProxy", "Add strict-sni to the bind line, if every client sends a name."), new(null, "Nothing to mend where devices connect by address: see that they check the certificate.")],
        References = [Reference.Rfc(9325, "3.7"), Reference.Rfc(6066, "3")],
    };
}
