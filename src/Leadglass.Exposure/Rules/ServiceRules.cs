using Leadglass.Exposure.Observations;
using Leadglass.Findings;
using Leadglass.Tls.Observations;

namespace Leadglass.Exposure.Rules;

/// <summary>Rules about what answers on a port, and whether it is encrypted.</summary>
internal static class ServiceRules
{
    public static IEnumerable<JudgedRule<ExaminedPort>> All =>
    [
        new(ClearText, port => port.Port.Service switch
        {
            ServiceKind.Dicom => Judgement.Fail($"DICOM upper layer in clear text on port {port.Port.Port}."),
            _ => null,
        }),
        new(TlsNotExamined, port => port.Port is { IsEncrypted: true, Tls: null } seen && seen.Web is not { MayServeDicomWeb: false }
            ? Judgement.NotTested(
                seen.TlsVersion is { } version ? $"A {version} handshake was completed." : "The port answers like TLS; no handshake was completed.",
                seen.Fault is { } fault ? $"Leadglass itself failed here, which is worth a report to its makers: {fault}" : "Whether the encryption is right was not asked.")
            : null),
        new(ClearTextOnly, JudgeClearTextOnly),
        new(InsideNotAsked, port => port.Port is not { Service: ServiceKind.Tls, Tls: { } tls } ? null
            : tls.RequiresClientCertificate == Answer.Yes ? Judgement.NotTested("The server demands a client certificate. What it answers to those who have one was not asked.")
            : port.Port.TlsVersion is null ? Judgement.Inconclusive("The TLS library of this machine and the server found nothing in common, or a client certificate was missing.")
            : Judgement.Inconclusive("TLS was established; what was said inside it got no answer of DICOM or HTTP.")),
        new(Silent, port => port.Port.Service == ServiceKind.Silent
            ? Judgement.Inconclusive("The connection was accepted; DICOM, TLS and HTTP first words were not answered in time.")
            : null),
        new(Other, port => port.Port.Service == ServiceKind.Other
            ? Judgement.Inconclusive($"The first bytes are {Convert.ToHexString(port.Port.FirstBytes.Span)}.")
            : null),
        new(ClosedUnheard, port => port.Port.Service == ServiceKind.ClosedUnheard
            ? Judgement.Inconclusive($"DICOM, TLS and HTTP first words were each met by {(port.Port.WasReset ? "a reset" : "a close")} without a byte in answer.")
            : null),
        new(NotExamined, port => port.Port.Service == ServiceKind.NotExamined || port.System.BudgetExhausted
            ? Judgement.NotTested(port.System.BudgetExhausted
                ? $"All {port.System.Connections} connections that one target may be given were used."
                : port.Port.Fault is { } fault ? $"Leadglass itself failed here, which is worth a report to its makers: {fault}"
                : "This machine could not open a connection.")
            : null),
    ];

    private static Judgement? JudgeClearTextOnly(ExaminedPort port)
    {
        if (port.Port.Service is not (ServiceKind.Dicom or ServiceKind.DicomTls) || !ReferenceEquals(port.Port, port.System.Ports.First(p => p.Dicom is not null)))
            return null;
        var encrypted = port.System.Ports.Where(p => p.Service == ServiceKind.DicomTls).Select(p => p.Port).ToList();
        if (encrypted.Count > 0)
            return Judgement.Pass($"DICOM inside TLS is answered on port {string.Join(", ", encrypted)}.");
        if (port.System.Ports.Count == 1)
            return Judgement.NotTested($"Only port {port.Port.Port} was looked at.");
        var unclear = port.System.Ports.Where(p => p.Service == ServiceKind.Tls).Select(p => p.Port).ToList();
        return unclear.Count > 0
            ? Judgement.Inconclusive($"TLS is spoken on port {string.Join(", ", unclear)}; whether DICOM is inside could not be seen.")
            : Judgement.Fail($"DICOM on port {string.Join(", ", port.System.Ports.Where(p => p.Service == ServiceKind.Dicom).Select(p => p.Port))}, all of it in clear text; {port.System.Ports.Count} ports were looked at.");
    }

    private static Rule ClearText { get; } = new()
    {
        Id = "LG-EXP-001",
        Title = "DICOM is spoken in clear text",
        Severity = Severity.Medium,
        What = "An association was negotiated, or refused, by DICOM messages that were not encrypted.",
        Why = "Names, birth dates, findings and images cross the network readable and changeable by anyone on the way: a plugged-in laptop, a compromised switch or printer is enough. Altered images lead to wrong treatment.",
        Detection = "The port answered an A-ASSOCIATE-RQ in clear text with an upper layer PDU.",
        Limits = "Says nothing about a VPN or an encrypted network segment beneath. A rejected association is still clear text: the port would carry patient data for those it accepts.",
        Remedies =
        [
            new("Orthanc", "Set DicomTlsEnabled with DicomTlsPrivateKey, DicomTlsCertificate and DicomTlsTrustedCertificates. Orthanc then speaks only TLS on its DICOM port; move the modalities with it."),
            new("DCMTK", "Start the server with +tls KEY CERTIFICATE, the CA by +cf, and the profile +py (3.6.8 and later: +pg)."),
            new(null, "Turn on TLS as PS3.15 B.12 describes, on port 2762, with certificates on both sides; then close the clear port. Where a device cannot do TLS, put a TLS proxy directly beside it and let only that proxy reach it."),
        ],
        References = [Reference.Cwe(319), Reference.Ps3(15, "B.12"), Reference.Ps3(8, "9.1.1")],
    };

    private static Rule TlsNotExamined { get; } = new()
    {
        Id = "LG-EXP-002",
        Title = "TLS answers here and was not examined",
        Severity = Severity.Info,
        What = "The port speaks TLS, and that is all that was asked.",
        Why = "Encryption protects only if version, suites and certificates are right, and only if the same system does not answer in clear text beside it.",
        Detection = "The first bytes of the answer are a TLS record (RFC 8446 §5.1).",
        Limits = "Nothing about the quality of the encryption.",
        Remedies = [new(null, "Nothing to mend. Run the check without --discover and with a --tls-budget above 0, or leadglass tls server.")],
        References = [Reference.Ps3(15, "B.12"), Reference.Rfc(8446, "5.1")],
    };

    private static Rule ClearTextOnly { get; } = new()
    {
        Id = "LG-EXP-007",
        Title = "The system offers DICOM in clear text only",
        Severity = Severity.Medium,
        What = "DICOM is answered on this host, and on none of its ports that were looked at inside TLS.",
        Why = "A modality that could encrypt finds nobody to encrypt with. As long as that is so, every new device is set up in clear text, and stays so for its ten or fifteen years.",
        Detection = "A ClientHello on every port that does not answer DICOM at once, and an A-ASSOCIATE-RQ inside TLS where it is answered.",
        Limits = "Ports that were not looked at are not known; a TLS proxy may stand on another host. A port that demands a client certificate hides what is inside, and makes this Inconclusive. Told once for a host, at its first DICOM port.",
        Remedies =
        [
            new("Orthanc", "Set DicomTlsEnabled with DicomTlsPrivateKey, DicomTlsCertificate and DicomTlsTrustedCertificates: its one DICOM port then speaks only TLS. To change devices over one by one, put stunnel or HAProxy on port 2762 in front of it first."),
            new("DCMTK", "Start a second server on port 2762 with +tls KEY CERTIFICATE, the authority by +cf and the profile +py (3.6.8 and later: +pg)."),
            new("DCMTK wlmscpfs", "Put stunnel or HAProxy on port 2762 in front of it, and let it listen for the proxy alone."),
            new("dcm4che", "Add a network connection with TLS cipher suites to the device (dicomPort 2762) and name it in the AE."),
            new(null, "Open port 2762 with TLS as PS3.15 B.12 describes, or put a TLS proxy directly beside the system; move the devices over one by one, then close the clear port."),
        ],
        References = [Reference.Cwe(319), Reference.Ps3(15, "B.12"), Reference.Rfc(9325, "3.2")],
    };

    private static Rule InsideNotAsked { get; } = new()
    {
        Id = "LG-EXP-008",
        Title = "What is behind this encryption could not be asked",
        Severity = Severity.Info,
        What = "The port speaks TLS, and no answer of DICOM or HTTP came out of it.",
        Why = "Who may query, store or retrieve there stays open. A client certificate says which device calls, not what it may do.",
        Detection = "A handshake without a client certificate, then a complete first word of DICOM, and of HTTP where that can do no harm.",
        Limits = "A server that demands client certificates is right to do so: the findings about client certificates say how far it does.",
        Remedies = [new(null, "Nothing to mend. To learn what a registered device may do, ask the system's own configuration.")],
        References = [Reference.Ps3(15, "B.12")],
    };

    private static Rule Silent { get; } = new()
    {
        Id = "LG-EXP-003",
        Title = "The port accepts connections and says nothing",
        Severity = Severity.Info,
        What = "A connection is accepted, and no first word is answered.",
        Why = "It may be a hung DICOM service: such a service keeps modalities waiting, and examinations with them.",
        Detection = "A complete first message each of DICOM, HTTP and TLS, each on its own connection, none answered within the time allowed.",
        Limits = "A busy service with a long queue looks alike; so does a firewall that accepts on behalf of a dead host.",
        Remedies = [new(null, "Find out which program listens on the port (on the host itself: ss -tlnp, or Get-NetTCPConnection on Windows), and whether it should.")],
        References = [Reference.Ps3(8, "9.1.4")],
    };

    private static Rule Other { get; } = new()
    {
        Id = "LG-EXP-004",
        Title = "Something else answers on a port that was named",
        Severity = Severity.Info,
        What = "The answer is neither DICOM, TLS nor HTTP.",
        Why = "Whoever keeps an inventory should know what listens beside the medical systems.",
        Detection = "The first bytes are kept as they came.",
        Limits = "The first bytes do not prove what a service is.",
        Remedies = [new(null, "Compare with the inventory; close what nobody needs.")],
        References = [Reference.Cwe(1059)],
    };

    private static Rule ClosedUnheard { get; } = new()
    {
        Id = "LG-EXP-005",
        Title = "The port closes the connection before anything is said",
        Severity = Severity.Info,
        What = "A connection is accepted and closed or reset at once, whatever the first word is.",
        Why = "Most likely only listed addresses are served, which is good; but what a listed address may do cannot be seen from here.",
        Detection = "DICOM, HTTP and TLS first words, each on its own connection, none answered by a byte.",
        Limits = "A service that is broken, or that speaks another protocol, looks alike.",
        Remedies = [new(null, "Nothing to mend if it is a filter by address. To learn what listed callers may do, run the check from one of their addresses.")],
        References = [Reference.Ps3(8, "9.1.4")],
    };

    private static Rule NotExamined { get; } = new()
    {
        Id = "LG-EXP-006",
        Title = "The examination of this target is incomplete",
        Severity = Severity.Info,
        What = "Not everything could be asked.",
        Why = "What was not asked must not be taken for fine.",
        Detection = "The connection budget was used up, or this machine could not open a connection.",
        Limits = "Says nothing about the target.",
        Remedies = [new(null, "Raise --budget if the target can take it, or run again when this machine has sockets to spare.")],
        References = [],
    };
}
