using Leadglass.Audit.Syslog;
using Leadglass.Findings;

namespace Leadglass.Audit.Rules;

/// <summary>Rules about how a message came: transport, frame and header.</summary>
public static class DeliveryRules
{
    private const string Proof = "leadglass audit test-sender --udp 514 --tcp 601 --tls 6514";

    private static Judgement? JudgeFrame(ReceivedMessage received) => received switch
    {
        { FrameAnomaly: { } anomaly } => Judgement.Fail($"{anomaly}"),
        { Transport: SyslogTransport.Tcp or SyslogTransport.Tls } => Judgement.Pass(),
        _ => null,
    };

    private static Judgement? JudgeHeader(ReceivedMessage received)
    {
        if (received.Syslog is not { } syslog)
            return null;
        return syslog.Anomalies.Count > 0 ? Judgement.Fail([.. syslog.Anomalies.Select(anomaly => $"{anomaly}")]) : Judgement.Pass();
    }

    private static Judgement? JudgeFacility(ReceivedMessage received) => received.Syslog?.Message is not { } message ? null
        : message.Facility == 10 ? Judgement.Pass($"PRI is {message.Priority}: facility 10, severity {message.Severity}.")
        : Judgement.Warn($"PRI is {message.Priority}: facility {message.Facility}, severity {message.Severity}.");

    private static Judgement? JudgeMessageId(ReceivedMessage received) => received.Syslog?.Message is not { } message ? null
        : message.MessageId is "DICOM+RFC3881" or "IHE+RFC-3881" ? Judgement.Pass($"MSGID is {message.MessageId}.")
        : Judgement.Warn(message.MessageId == SyslogMessage.Nil ? "MSGID is a hyphen: not set." : $"MSGID is {message.MessageId}.");

    private static Judgement? JudgeClearText(ReceivedMessage received) => received.Transport switch
    {
        SyslogTransport.Tls => Judgement.Pass(),
        SyslogTransport.Udp => Judgement.Warn("The message came as a datagram."),
        SyslogTransport.Tcp => Judgement.Warn("The message came over TCP without TLS."),
        _ => null,
    };

    private static Rule Frame { get; } = Make(50, Severity.High, "The length before a syslog message is missing or wrong",
        "On a stream each message stands behind its length in octets and a space; here the length is missing, is no number, or does not lead to the next message.",
        "The receiver loses this message and often the next one. A length in characters instead of octets is right until the first name with an umlaut.",
        "A wrong length that happens to lead to something like a beginning is seen in the XML only: it is cut off, or goes on after its end.",
        "Write the message into a buffer, count its octets, send the number, a space, and the buffer.",
        Reference.Rfc(5425, "4.3.1"), Reference.Rfc(6587, "3.4.1"));

    private static Rule Header { get; } = Make(51, Severity.High, "The syslog header is not that of RFC 5424",
        "A field of the header is missing, empty, too long or not printable, or the header is in the older format of RFC 3164.",
        "Repositories look for the XML behind the header and drop what they cannot take apart.",
        "The values are not compared with anything: a host name may be wrong and well-formed.",
        "Write <85>1, the time with its zone, host, application, process, DICOM+RFC3881, a hyphen, and the XML, with one space between them.",
        Reference.Rfc(5424, "6.2"), Reference.Ps3(15, "A.6"));

    private static Rule Facility { get; } = Make(52, Severity.Low, "The facility of the syslog message is not 10",
        "PRI names another facility than 10, security and authorisation.",
        "Audit messages get lost among others where a site sorts by facility.",
        "Repositories must take any PRI. The severity may be any.",
        "Use <85> (facility 10, severity 5).",
        Reference.Ps3(15, "A.6"), Reference.Rfc(5424, "6.2.1"));

    private static Rule MessageId { get; } = Make(53, Severity.Low, "The syslog message does not say that it is an audit message",
        "MSGID is not set, or is neither DICOM+RFC3881 nor IHE+RFC-3881.",
        "Other messages may share the connection; by MSGID they are told apart.",
        "The standard asks for an MSGID and recommends DICOM+RFC3881; IHE asks for IHE+RFC-3881.",
        "Set MSGID to DICOM+RFC3881, or to IHE+RFC-3881 in an IHE environment.",
        Reference.Ps3(15, "A.6"), new Reference("ITI-20", "https://profiles.ihe.net/ITI/TF/Volume2/ITI-20.html"));

    private static Rule ClearText { get; } = Make(54, Severity.Medium, "The audit message came unencrypted",
        "The message came over UDP, or over TCP without TLS.",
        "Whoever listens reads who the patients are and who looked at them; whoever sends a datagram can forge a record, and nobody sees when one is lost.",
        "A tunnel around the connection, or a network that only two machines share, cannot be seen from here.",
        "Send over TLS (RFC 5425, port 6514) with certificates on both sides.",
        Reference.Ps3(15, "A.6"), Reference.Rfc(5425), Reference.Cwe(319));

    /// <summary>The rules with their functions. After the rules: statics are made in the order of the file.</summary>
    public static RuleSet<ReceivedMessage> All { get; } =
        new([new(Frame, JudgeFrame), new(Header, JudgeHeader), new(Facility, JudgeFacility), new(MessageId, JudgeMessageId), new(ClearText, JudgeClearText)]);

    private static Rule Make(int number, Severity severity, string title, string what, string why, string limits, string remedy, params Reference[] references) =>
        RuleText.Make(number, severity, title, what, why, limits, remedy, references) with { Proof = Proof, Detection = "The octets are taken apart as they came; no answer is sent." };
}
