using System.Text;

namespace Leadglass.Audit.Syslog;

/// <summary>Reads messages of RFC 5424: any PRI, any MSGID, with and without a byte order mark. Never throws on content.</summary>
public static class SyslogReader
{
    private const string Header = "RFC 5424 §6.2";
    private const byte Space = (byte)' ';

    private static readonly (string Name, int Longest)[] Fields = [("TIMESTAMP", 64), ("HOSTNAME", 255), ("APP-NAME", 48), ("PROCID", 128), ("MSGID", 32)];

    /// <summary>Reads one message, without its frame.</summary>
    /// <param name="octets">The message.</param>
    public static SyslogReadResult Read(ReadOnlyMemory<byte> octets)
    {
        var anomalies = new List<SyslogAnomaly>();
        var span = octets.Span;
        if (Priority(span, out var at) is not { } priority)
            return NoHeader(octets, new SyslogAnomaly(0, "PRI", "RFC 5424 §6.2.1", "the message does not begin with <PRI>, a number from 0 to 191 in angle brackets"));
        if (at + 1 >= span.Length || span[at] != '1' || span[at + 1] != Space)
            return NoHeader(octets, new SyslogAnomaly(at, "VERSION", "RFC 5424 §6.2.2", "after <PRI> there is no version 1 and a space; this may be the older format of RFC 3164"));
        at += 2;

        var values = new string[Fields.Length];
        for (var field = 0; field < Fields.Length; field++)
        {
            var length = span[at..].IndexOf(Space);
            if (length == 0)
                return NoHeader(octets, new SyslogAnomaly(at, Fields[field].Name, Header, "it is empty; an unknown value is written as a hyphen"));
            if (length < 0)
                return NoHeader(octets, new SyslogAnomaly(span.Length, at == span.Length ? Fields[field].Name : Following(field), Header, "the header ends before it"));
            if (length > Fields[field].Longest)
                anomalies.Add(new SyslogAnomaly(at, Fields[field].Name, Header, $"it has {length} characters where {Fields[field].Longest} are allowed"));
            if (span.Slice(at, length).ContainsAnyExceptInRange((byte)'!', (byte)'~'))
                anomalies.Add(new SyslogAnomaly(at, Fields[field].Name, Header, "it has characters that are not printable ASCII"));
            values[field] = Encoding.ASCII.GetString(span.Slice(at, Math.Min(length, 255)));
            at += length + 1;
        }

        if (values[0] != SyslogMessage.Nil && Messages.AuditTime.Parse(values[0]) is not { HasZone: true })
            anomalies.Add(new SyslogAnomaly(0, "TIMESTAMP", "RFC 5424 §6.2.3", "it is no date and time with a zone"));
        var dataLength = StructuredDataLength(span[at..]);
        if (dataLength < 0)
            return NoHeader(octets, new SyslogAnomaly(at, "STRUCTURED-DATA", "RFC 5424 §6.3", "it is neither a hyphen nor elements in square brackets"));
        var structuredData = Encoding.UTF8.GetString(span.Slice(at, dataLength));
        at += dataLength;
        if (at < span.Length && span[at] != Space)
            anomalies.Add(new SyslogAnomaly(at, "MSG", "RFC 5424 §6", "no space stands before it"));
        else
            at = Math.Min(at + 1, span.Length);
        var hasMark = span[at..].StartsWith(Encoding.UTF8.Preamble);
        var content = octets[(hasMark ? at + 3 : at)..];
        var message = new SyslogMessage
        {
            Priority = priority,
            Timestamp = values[0],
            HostName = values[1],
            AppName = values[2],
            ProcessId = values[3],
            MessageId = values[4],
            StructuredData = structuredData,
            Content = content,
            HasByteOrderMark = hasMark,
        };
        return new SyslogReadResult(message, content, anomalies);
    }

    /// <summary>Reads <c>&lt;PRI&gt;</c>.</summary>
    /// <param name="octets">Octets that may begin with it.</param>
    /// <param name="length">Its length.</param>
    internal static int? Priority(ReadOnlySpan<byte> octets, out int length)
    {
        length = 0;
        if (octets is not [(byte)'<', ..])
            return null;
        var end = octets[..Math.Min(5, octets.Length)].IndexOf((byte)'>');
        if (end < 2)
            return null;
        var priority = 0;
        foreach (var digit in octets[1..end])
        {
            if (!char.IsAsciiDigit((char)digit))
                return null;
            priority = (priority * 10) + digit - '0';
        }

        length = end + 1;
        return priority <= 191 ? priority : null;
    }

    /// <summary>The length of the structured data; -1 if there is none. A bracket inside a quoted value does not end it, nor does an escaped quote.</summary>
    private static int StructuredDataLength(ReadOnlySpan<byte> rest)
    {
        if (rest is [(byte)'-', ..])
            return 1;
        var at = 0;
        while (at < rest.Length && rest[at] == '[')
        {
            var quoted = false;
            for (at++; at < rest.Length && (quoted || rest[at] != ']'); at++)
            {
                if (quoted && rest[at] == '\\')
                    at++;
                else if (rest[at] == '"')
                    quoted = !quoted;
            }

            if (at++ >= rest.Length)
                return -1;
        }

        return at == 0 ? -1 : at;
    }

    private static string Following(int field) => field + 1 < Fields.Length ? Fields[field + 1].Name : "STRUCTURED-DATA";

    private static SyslogReadResult NoHeader(ReadOnlyMemory<byte> octets, SyslogAnomaly anomaly)
    {
        foreach (var begin in (ReadOnlySpan<string>)["<?xml", "<AuditMessage", "<IHEYr4"])
        {
            var at = octets.Span.IndexOf(Encoding.ASCII.GetBytes(begin));
            if (at >= 0)
                return new SyslogReadResult(null, octets[at..], [anomaly]);
        }

        return new SyslogReadResult(null, ReadOnlyMemory<byte>.Empty, [anomaly]);
    }
}
