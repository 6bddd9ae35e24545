using Leadglass.Exposure.Observations;
using Leadglass.Findings;

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
        new(TlsNotExamined, port => port.Port.Service == ServiceKind.Tls
            ? Judgement.NotTested(
                port.Port.TlsVersion is { } version ? $"A {version} handshake was completed." : "The port answers like TLS; no handshake was completed.",
                "What is spoken inside, and whether the encryption is right, was not examined.")
            : null),
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
        What = "The port speaks TLS.",
        Why = "Encryption protects only if version, suites and certificates are right, and only if the same system does not answer in clear text beside it.",
        Detection = "The first bytes of the answer are a TLS record (RFC 8446 §5.1).",
        Limits = "Nothing about what is spoken inside, nothing about the quality of the encryption.",
        Remedies = [new(null, "Nothing to mend. Have the profile of PS3.15 B.12 verified.")],
        References = [Reference.Ps3(15, "B.12"), Reference.Rfc(8446, "5.1")],
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
