using Leadglass.Findings;
using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Rules;

/// <summary>Rules about mutual authentication. A client that was refused in TLS 1.3 learns it only when it reads: a handshake alone proves nothing.</summary>
internal static class ClientCertificateRules
{
    public static IEnumerable<JudgedRule<TlsExamination>> All =>
    [
        new(NotRequired, static examination => JudgeRequired(examination.Server)),
        new(AnyAdmitted, static examination => JudgeAdmitted(examination.Server)),
        new(AuthoritiesNamed, static examination => examination.Server.CertificateRequest is not { } request ? null
            : request.Authorities.Count > 0 ? Judgement.Warn($"The request names {request.Authorities.Count} authorities.")
            : Judgement.Pass("The request names no authority.")),
    ];

    private static Judgement JudgeRequired(ServerObservation server) => (server.RequestsClientCertificate, server.RequiresClientCertificate) switch
    {
        (_, Answer.Yes) => Judgement.Pass("A client without a certificate was refused."),
        (Answer.Yes, Answer.No) => Judgement.Warn("A client certificate is requested, and a client without one was answered inside TLS."),
        (Answer.No, _) => Judgement.Warn("No client certificate is requested. PS3.15 B.12 and B.13 allow a site to switch it off."),
        (Answer.Yes, _) => Judgement.Inconclusive("A client certificate is requested; whether one is required is not known."),
        _ => Judgement.Inconclusive("Whether a client certificate is requested is not known."),
    };

    private static Judgement? JudgeAdmitted(ServerObservation server)
    {
        if (server.RequestsClientCertificate != Answer.Yes)
            return null;
        var worthless = server.ClientAttempts.Where(static attempt => attempt.Certificate is not (ClientCertificateKind.None or ClientCertificateKind.Trusted)).ToList();
        var admitted = worthless.Where(static attempt => attempt.Admission == ClientAdmission.Admitted).ToList();
        if (admitted.Count > 0)
        {
            // Where clients without a certificate get in anyway, a worthless one gives nothing away.
            var verdict = server.RequiresClientCertificate == Answer.Yes ? Verdict.Fail : Verdict.Warn;
            return new Judgement(verdict, [.. admitted.Select(static attempt => $"{NameOf(attempt.Certificate)}: answered inside TLS.")]);
        }

        if (worthless.Count == 0)
            return Judgement.NotTested("No client certificate was shown to the server.");
        return worthless.Exists(static attempt => attempt.Admission != ClientAdmission.Refused)
            ? new Judgement(Verdict.Inconclusive, [.. worthless.Where(static attempt => attempt.Admission != ClientAdmission.Refused).Select(static attempt => $"{NameOf(attempt.Certificate)}: neither answered nor refused.")])
            : new Judgement(Verdict.Pass, [.. worthless.Select(static attempt => $"{NameOf(attempt.Certificate)}: refused.")]);
    }

    private static string NameOf(ClientCertificateKind kind) => kind switch
    {
        ClientCertificateKind.SelfSigned => "A certificate that signs itself",
        ClientCertificateKind.Expired => "A certificate that has expired, from an authority that nobody knows",
        ClientCertificateKind.OtherAuthority => "A certificate from an authority that nobody knows",
        _ => "A certificate for servers only, from an authority that nobody knows",
    };

    private static Rule NotRequired { get; } = new()
    {
        Id = "LG-TLS-040",
        Title = "Clients need no certificate",
        Severity = Severity.Medium,
        What = "The server completes TLS with a client that shows no certificate.",
        Why = "The line is private and the caller unknown: whoever reaches the port talks to the archive, only encrypted. AE titles are names, not proof.",
        Detection = "CertificateRequest in TLS 1.2; a full handshake without a certificate, then a message inside TLS and a look at the answer.",
        Limits = "PS3.15 requires servers to support mutual authentication and lets the site switch it off; IHE ATNA requires it. The archive may still refuse strangers at the association.",
        Remedies = TlsRemedies.ClientCertificates,
        References = [Reference.Ps3(15, "B.12"), Reference.Ps3(15, "B.13"), Reference.Cwe(306)],
    };

    private static Rule AnyAdmitted { get; } = new()
    {
        Id = "LG-TLS-041",
        Title = "Client certificates that nobody vouches for are accepted",
        Severity = Severity.High,
        What = "A client certificate from a throw-away authority, self-signed, expired or for another purpose was let in.",
        Why = "Everybody believes that only known devices get in; a certificate that anyone can make in a second does too.",
        Detection = "One full handshake for each kind, a message inside TLS, and a look at the answer.",
        Limits = "A server may let everybody in at TLS and check the certificate against a list before it answers a request: the evidence is an answer to the first message only.",
        Remedies = TlsRemedies.ClientCertificates,
        References = [Reference.Ps3(15, "B.12"), Reference.Rfc(5280, "6"), Reference.Cwe(295)],
    };

    private static Rule AuthoritiesNamed { get; } = new()
    {
        Id = "LG-TLS-042",
        Title = "The server names the authorities that it trusts to strangers",
        Severity = Severity.Info,
        What = "CertificateRequest lists distinguished names.",
        Why = "They tell strangers how the hospital names its certificate authorities, and sometimes people or projects. Clients with several certificates use the list to choose.",
        Detection = "CertificateRequest in the clear of TLS 1.2.",
        Limits = "The standard offers the list and many clients need it; TLS 1.3 hides it from those on the way, not from those who connect.",
        Remedies = [new("HAProxy", "Name the authorities that verify under ca-verify-file and those that may be listed under ca-file."), new(null, "Nothing to mend where a client needs the list. Keep names of authorities free of people and projects.")],
        References = [Reference.Rfc(5246, "7.4.4"), Reference.Cwe(200)],
    };
}
