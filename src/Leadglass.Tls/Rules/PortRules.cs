using Leadglass.Findings;
using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Rules;

/// <summary>Rules about what a port speaks, inside TLS and beside it.</summary>
internal static class PortRules
{
    public static IEnumerable<JudgedRule<TlsExamination>> All =>
    [
        new(NoTls, static examination => examination.Server.SpeaksTls switch
        {
            Answer.No when examination.ClearDicomHere == Answer.Yes => Judgement.Fail("The port answers DICOM in clear text, and no hello of TLS."),
            Answer.No => Judgement.Inconclusive("Nothing that came back was TLS."),
            Answer.NotKnown => Judgement.Inconclusive(examination.NoConnection is { } why ? $"No connection: {why}." : "Nothing came back."),
            _ => null,
        }),
        OnTls(ClearHere, static examination => examination.ClearDicomHere is not { } clear ? null : Answers.Judge(clear, Answer.Yes, Verdict.Fail,
            "An A-ASSOCIATE-RQ in clear text was answered on the same port.", "An A-ASSOCIATE-RQ in clear text was not answered.")),
        OnTls(ClearBeside, static examination => examination.ClearPortsBeside switch
        {
            null => Judgement.NotTested("The other ports of the host were not looked at."),
            [] => Judgement.Pass("No other port of the host that was looked at answers DICOM in clear text."),
            var ports => Judgement.Fail($"DICOM in clear text on port {string.Join(", ", ports)}.") with { Product = examination.ClearPortsProduct },
        }),
        OnTls(NoDicomInside, static examination => (examination.DicomInsideTls, examination.EchoInsideTls) switch
        {
            (null, _) => null,
            (Answer.Yes, Answer.Yes) => Judgement.Pass("An A-ASSOCIATE-RQ inside TLS was accepted, and C-ECHO on it ended with success."),
            (Answer.Yes, Answer.No) => Judgement.Warn("An A-ASSOCIATE-RQ inside TLS was accepted, and C-ECHO on it did not end with success."),
            ({ } inside, _) => Answers.Judge(inside, Answer.No, Verdict.Fail,
                "TLS was established, and an A-ASSOCIATE-RQ inside it got no answer of DICOM.", "An A-ASSOCIATE-RQ inside TLS was answered."),
        }),
        OnTls(DicomWebHere, static examination => examination.DicomWebHere == Answer.NotKnown ? null : Answers.Judge(
            examination.DicomWebHere, Answer.Yes, Verdict.Fail, "The port answers DICOMweb and DIMSE.", "The port does not answer DICOMweb.")),
        OnTls(Incomplete, static examination => examination.Server.CutShort
            ? Judgement.NotTested($"After {examination.Server.Connections} connections there was none left, no answer any more, or the run was ended.")
            : null),
    ];

    private static JudgedRule<TlsExamination> OnTls(Rule rule, Func<TlsExamination, Judgement?> judge) =>
        new(rule, examination => examination.Server.SpeaksTls == Answer.Yes ? judge(examination) : null);

    private static Rule ClearBeside { get; } = new()
    {
        Id = "LG-TLS-030",
        Title = "Clear text beside the encrypted port",
        Severity = Severity.High,
        What = "The same host answers DICOM without TLS on another port.",
        Why = "The encrypted port protects only what uses it. Devices that were never changed over still send names and images readable, and a stranger simply takes the other door.",
        Detection = "An A-ASSOCIATE-RQ in clear text to the usual DICOM ports of the host, and to those that the caller names.",
        Limits = "Ports that were not looked at are not known. A clear port that only the local TLS proxy can reach is fine and looks alike from the same host.",
        Remedies =
        [
            new("Orthanc", "One Orthanc has one DICOM port, encrypted or not: find the second instance or the proxy's inner port, and bind it to loopback."),
            new("DCMTK", "Stop the second storescp or dcmqrscp, or let the firewall pass loopback only."),
            new("dcm4che", "Remove the unencrypted network connection from the AE, keep the one with TLS."),
            new("stunnel", "Bind the inner service to 127.0.0.1."),
            new(null, "Move the last devices to the encrypted port, put a TLS proxy beside those that cannot, then close the clear port or bind it to loopback."),
        ],
        References = [Reference.Ps3(15, "B.12"), Reference.Rfc(9325, "3.2"), Reference.Cwe(319)],
    };

    private static Rule ClearHere { get; } = new()
    {
        Id = "LG-TLS-033",
        Title = "The same port takes TLS and clear text",
        Severity = Severity.High,
        What = "A port that speaks TLS also answered an A-ASSOCIATE-RQ in clear text.",
        Why = "Whether names and images are encrypted is left to whoever calls: a device with a wrong setting sends them readable, and nobody notices.",
        Detection = "One connection with an A-ASSOCIATE-RQ as its first bytes.",
        Limits = "A rejection in clear text counts: the port would carry patient data for those it accepts.",
        Remedies = [new(null, "Give TLS a port of its own, 2762 by recommendation, and close the clear one; PS3.15 prefers TLS from the first byte over an upgrade.")],
        References = [Reference.Ps3(15, "B.12"), Reference.Rfc(9325, "3.2"), Reference.Cwe(319)],
    };

    private static Rule DicomWebHere { get; } = new()
    {
        Id = "LG-TLS-034",
        Title = "DICOMweb and DIMSE share a TLS port",
        Severity = Severity.Low,
        What = "The port answers both.",
        Why = "Firewalls can no longer tell modalities from browsers, and what confuses one of the two services reaches the other.",
        Detection = "The caller found DICOMweb and DIMSE behind the same port.",
        Limits = "A proxy that tells them apart by the application protocol is cleaner, and still against the clause.",
        Remedies = [new(null, "Give each its own port; DICOMweb may share 443 with other web services.")],
        References = [Reference.Ps3(15, "B.12")],
    };

    private static Rule NoDicomInside { get; } = new()
    {
        Id = "LG-TLS-035",
        Title = "TLS works, DICOM inside it does not",
        Severity = Severity.Medium,
        What = "A handshake was completed, and an association inside it was neither accepted nor rejected, or accepted and C-ECHO on it failed.",
        Why = "Modalities cannot send, and the way out that is found at night is to switch encryption off.",
        Detection = "A full handshake, then an A-ASSOCIATE-RQ and, if it is accepted, C-ECHO.",
        Limits = "A server that requires client certificates closes here in TLS 1.3, which is right: see the findings about client certificates. The port may belong to something else than DICOM.",
        Remedies = [new(null, "Look at the log of the TLS proxy and of the archive: which address and port does the proxy pass on to, and does the archive listen there?")],
        References = [Reference.Ps3(8, "9.1"), Reference.Ps3(15, "B.12")],
    };

    private static Rule NoTls { get; } = new()
    {
        Id = "LG-TLS-036",
        Title = "The port does not speak TLS",
        Severity = Severity.Medium,
        What = "No hello, of any version, was answered by TLS.",
        Why = "If this is the port that modalities send to, names and images cross the network readable and changeable.",
        Detection = "Hellos of every version from SSL 2.0 to TLS 1.3.",
        Limits = "A port behind an address filter, or a busy one, can look alike.",
        Remedies =
        [
            new("Orthanc", "Set DicomTlsEnabled with DicomTlsPrivateKey, DicomTlsCertificate and DicomTlsTrustedCertificates."),
            new("DCMTK", "Start the server with +tls KEY CERTIFICATE, the authority by +cf, and the profile +py (3.6.8 and later: +pg)."),
            new("nginx", "In the stream block: listen 2762 ssl; with ssl_certificate and ssl_certificate_key, and proxy_pass to the archive on loopback."),
            new("HAProxy", "In TCP mode: bind :2762 ssl crt FILE, and the archive on loopback as the server."),
            new("stunnel", "accept = 2762, connect = 127.0.0.1:104, cert = FILE"),
            new(null, "Turn on TLS as PS3.15 B.12 describes, on port 2762, with certificates on both sides."),
        ],
        References = [Reference.Cwe(319), Reference.Ps3(15, "B.12")],
    };

    private static Rule Incomplete { get; } = new()
    {
        Id = "LG-TLS-037",
        Title = "The examination of this server is incomplete",
        Severity = Severity.Info,
        What = "Not everything could be asked.",
        Why = "What was not asked must not be taken for fine.",
        Detection = "The connection budget was used up, or the server stopped answering.",
        Limits = "Says nothing about the server.",
        Remedies = [new(null, "Raise the budget of connections if the server can take it (--budget of leadglass tls server, --tls-budget of leadglass check), or try again when it is less busy.")],
        References = [],
    };
}
