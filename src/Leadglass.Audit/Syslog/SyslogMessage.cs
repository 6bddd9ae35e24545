namespace Leadglass.Audit.Syslog;

/// <summary>A message of RFC 5424.</summary>
public sealed record SyslogMessage
{
    /// <summary>The NILVALUE, which stands for a field that is not known.</summary>
    public const string Nil = "-";

    /// <summary>Facility times eight plus severity; 85 (facility 10, severity 5) by default, as PS3.15 A.6 has it.</summary>
    public int Priority { get; init; } = 85;

    /// <summary>When it was sent, as text of RFC 3339, or <see cref="Nil"/>.</summary>
    public required string Timestamp { get; init; }

    /// <summary>The sending machine, up to 255 characters.</summary>
    public required string HostName { get; init; }

    /// <summary>The sending application, up to 48 characters.</summary>
    public required string AppName { get; init; }

    /// <summary>The sending process, up to 128 characters.</summary>
    public string ProcessId { get; init; } = Nil;

    /// <summary>The kind of message, up to 32 characters: <c>DICOM+RFC3881</c> (PS3.15) or <c>IHE+RFC-3881</c> (ITI-20).</summary>
    public string MessageId { get; init; } = "DICOM+RFC3881";

    /// <summary>Structured data as it stands in the message; <see cref="Nil"/> by default.</summary>
    public string StructuredData { get; init; } = Nil;

    /// <summary>The message itself, without a byte order mark.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Whether a byte order mark stands before the content.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>What sent it, 0 to 23; 10 is security and authorisation.</summary>
    public int Facility => Priority >> 3;

    /// <summary>How serious it is, 0 to 7.</summary>
    public int Severity => Priority & 7;
}
