using System.Text;

namespace Leadglass.Audit.Syslog;

/// <summary>Writes messages of RFC 5424 and frames of RFC 5425.</summary>
public static class SyslogWriter
{
    /// <summary>Writes a message without a frame, as a datagram carries it (RFC 5426).</summary>
    /// <param name="message">The message.</param>
    /// <exception cref="ArgumentException">A field of the header is empty, too long, or not printable ASCII.</exception>
    public static byte[] Write(SyslogMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Priority is < 0 or > 191)
            throw new ArgumentException("The priority is from 0 to 191.", nameof(message));
        Require(message.Timestamp, 64, nameof(message));
        Require(message.HostName, 255, nameof(message));
        Require(message.AppName, 48, nameof(message));
        Require(message.ProcessId, 128, nameof(message));
        Require(message.MessageId, 32, nameof(message));
        var header = $"<{message.Priority}>1 {message.Timestamp} {message.HostName} {message.AppName} {message.ProcessId} {message.MessageId} {message.StructuredData} ";
        return [.. Encoding.UTF8.GetBytes(header), .. message.HasByteOrderMark ? Encoding.UTF8.Preamble : [], .. message.Content.Span];
    }

    /// <summary>Puts a message into a frame: its length in octets, a space, the message (RFC 5425 §4.3, RFC 6587 §3.4.1).</summary>
    /// <param name="message">The octets of the message.</param>
    public static byte[] Frame(ReadOnlySpan<byte> message) => [.. Encoding.ASCII.GetBytes($"{message.Length} "), .. message];

    /// <summary>Makes a header field of a name that may hold anything: what is not printable ASCII becomes an underscore.</summary>
    /// <param name="text">The name.</param>
    /// <param name="longest">The longest that the field may be.</param>
    public static string Field(string? text, int longest)
    {
        if (string.IsNullOrEmpty(text))
            return SyslogMessage.Nil;
        var printable = string.Concat(text.Select(static character => character is >= '!' and <= '~' ? character : '_'));
        return printable.Length <= longest ? printable : printable[..longest];
    }

    private static void Require(string field, int longest, string parameter)
    {
        if (field.Length == 0 || field.Length > longest || field.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException($"\"{field}\" is no header field: it must have 1 to {longest} characters of printable ASCII.", parameter);
    }
}
