using Leadglass.Audit.Messages;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Storage;

/// <summary>What a repository keeps of one message: the octets as they came, how they came, the verdict, and what they are found by.</summary>
public sealed record AuditRecord
{
    /// <summary>How a message came that the repository wrote itself.</summary>
    public const string Own = "own";

    /// <summary>When it was received, in whole milliseconds of UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the event was, by the message; when it was received if the message does not say. Whole milliseconds of UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary><c>udp</c>, <c>tcp</c>, <c>tls</c>, or <see cref="Own"/>.</summary>
    public required string Transport { get; init; }

    /// <summary>Address and port of the sender; empty for own messages.</summary>
    public required string Remote { get; init; }

    /// <summary>The verdict when it came; validators of later versions may think differently.</summary>
    public required AuditVerdict Verdict { get; init; }

    /// <summary>Everything of the frame, readable or not.</summary>
    public required ReadOnlyMemory<byte> Octets { get; init; }

    /// <summary>What it is found by, in the order of the hash.</summary>
    public required IReadOnlyList<AuditTerm> Terms { get; init; }

    /// <summary>Makes a record of something that was received.</summary>
    /// <param name="received">What came.</param>
    /// <param name="receivedAt">When.</param>
    public static AuditRecord Of(ReceivedMessage received, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(received);
        var transport = received.Transport switch { SyslogTransport.Udp => "udp", SyslogTransport.Tls => "tls", _ => "tcp" };
        return Of(received.Octets, received.Content, transport, $"{received.Remote}", receivedAt);
    }

    /// <summary>Makes a record of a message that this repository writes about itself.</summary>
    /// <param name="message">The message.</param>
    /// <param name="writtenAt">When.</param>
    public static AuditRecord Of(AuditMessage message, DateTimeOffset writtenAt)
    {
        var octets = AuditMessageWriter.Write(message, oneLine: true);
        return Of(octets, octets, Own, "", writtenAt);
    }

    /// <summary>What was received, read and judged again.</summary>
    public AuditExamination Examine() =>
        AuditValidator.Examine((Transport != Own && SyslogReader.Read(Octets).Content is { IsEmpty: false } content ? content : Octets).Span);

    /// <summary>The values of one kind.</summary>
    /// <param name="kind">The kind.</param>
    public IEnumerable<string> Values(AuditTermKind kind) => Terms.Where(term => term.Kind == kind).Select(static term => term.Value);

    private static AuditRecord Of(ReadOnlyMemory<byte> octets, ReadOnlyMemory<byte> content, string transport, string remote, DateTimeOffset at)
    {
        var examined = AuditValidator.Examine(content.Span);
        var received = WholeMilliseconds(at);
        return new AuditRecord
        {
            ReceivedAt = received,
            Time = examined.Message is { } dated && AuditTime.Parse(dated.Event.DateTime) is { } time ? WholeMilliseconds(time.Instant) : received,
            Transport = transport,
            Remote = remote,
            Verdict = examined.Verdict,
            Octets = octets,
            Terms = examined.Message is { } message ? AuditTerms.Of(message) : [],
        };
    }

    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
