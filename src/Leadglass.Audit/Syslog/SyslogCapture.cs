using Leadglass.Audit.Fhir;

namespace Leadglass.Audit.Syslog;

/// <summary>Takes apart what was stored: one XML document, frames of RFC 5425 one after another, messages each of which begins a line with &lt;PRI&gt;1,
/// or resources of FHIR in JSON.</summary>
public static class SyslogCapture
{
    /// <summary>The longest message that is taken, in octets: a mebibyte of XML, and a header.</summary>
    public const int LongestMessage = (1 << 20) + 4096;

    /// <summary>Reads what was stored.</summary>
    /// <param name="octets">All of it.</param>
    /// <returns>The messages with the line that each begins in, counted from 1.</returns>
    public static IEnumerable<(int Line, ReceivedMessage Message)> Read(ReadOnlyMemory<byte> octets)
    {
        var kind = octets.Span.TrimStart(" \t\r\n"u8) is [var first, ..] ? first : (byte)0;
        if (kind is >= (byte)'1' and <= (byte)'9')
            return ReadFrames(octets);
        if (kind == (byte)'{')
            return FhirCapture.Read(octets);
        return SyslogReader.Priority(octets.Span.TrimStart(" \t\r\n"u8), out _) is null
            ? [(1, new ReceivedMessage { Transport = SyslogTransport.Capture, Octets = octets })]
            : ReadLines(octets);
    }

    private static IEnumerable<(int Line, ReceivedMessage Message)> ReadFrames(ReadOnlyMemory<byte> octets)
    {
        var rest = octets;
        var line = 1;
        while (SyslogFrameReader.Read(rest.Span, LongestMessage, atEnd: true) is { Status: not SyslogFrameStatus.NeedsMore } frame)
        {
            var content = rest[frame.Content];
            // A line feed between two frames is how files are made, not how messages are sent.
            if (frame.Status != SyslogFrameStatus.Skipped || !content.Span.Trim("\r\n"u8).IsEmpty)
            {
                yield return (line, new ReceivedMessage
                {
                    Transport = SyslogTransport.Capture,
                    Octets = content,
                    FrameAnomaly = frame.Anomaly,
                    IsSyslog = frame.Status == SyslogFrameStatus.Message,
                });
            }

            line += rest.Span[..frame.Consumed].Count((byte)'\n');
            rest = rest[frame.Consumed..];
        }
    }

    private static IEnumerable<(int Line, ReceivedMessage Message)> ReadLines(ReadOnlyMemory<byte> octets)
    {
        var begin = 0;
        var line = 1;
        while (begin < octets.Length)
        {
            var next = NextBeginning(octets.Span, begin);
            var message = octets[begin..next];
            var trimmed = message[..message.Span.TrimEnd("\r\n"u8).Length];
            if (!trimmed.IsEmpty)
                yield return (line, new ReceivedMessage { Transport = SyslogTransport.Capture, Octets = trimmed, IsSyslog = true });
            line += message.Span.Count((byte)'\n');
            begin = next;
        }
    }

    /// <summary>The next line that begins with a header; XML may have lines of its own.</summary>
    private static int NextBeginning(ReadOnlySpan<byte> octets, int begin)
    {
        for (var at = begin; ;)
        {
            var feed = octets[at..].IndexOf((byte)'\n');
            if (feed < 0)
                return octets.Length;
            at += feed + 1;
            if (SyslogReader.Priority(octets[at..], out _) is not null)
                return at;
        }
    }
}
