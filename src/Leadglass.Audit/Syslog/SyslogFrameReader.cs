using System.Text;

namespace Leadglass.Audit.Syslog;

/// <summary>
/// Cuts a stream into messages by their lengths (RFC 5425 §4.3), and finds its way back after a wrong length: to the next number, space and &lt;PRI&gt;1.
/// Allocates nothing by what a length says.
/// </summary>
public static class SyslogFrameReader
{
    private const string Clause = "RFC 5425 §4.3.1";
    private const int MostDigits = 10;

    /// <summary>Looks at the beginning of a stream.</summary>
    /// <param name="octets">What has come and is not done with.</param>
    /// <param name="longest">The longest message that is taken, in octets.</param>
    /// <param name="atEnd">Whether nothing more will come.</param>
    public static SyslogFrame Read(ReadOnlySpan<byte> octets, int longest, bool atEnd)
    {
        if (octets.IsEmpty)
            return SyslogFrame.NeedsMore;
        if (octets[0] == '<')
            return ByLine(octets, longest, atEnd);
        var digits = octets[..Math.Min(octets.Length, MostDigits + 1)].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0 && octets.Length <= MostDigits && !atEnd)
            return SyslogFrame.NeedsMore;
        if (digits <= 0 || octets[digits] != ' ' || octets[0] == '0')
            return Resynchronise(octets, atEnd, digits < 0 || octets[0] == '0' ? "it begins with a zero, or has no end" : "a number and a space do not stand where a message should begin; the length before was probably wrong");

        var length = long.Parse(Encoding.ASCII.GetString(octets[..digits]));
        if (length > longest)
            return new SyslogFrame(SyslogFrameStatus.TooLong, octets.Length, 0..octets.Length, new SyslogAnomaly(0, "MSG-LEN", Clause, $"{length:N0} octets are more than the {longest:N0} that are taken"));
        var begin = digits + 1;
        var end = begin + (int)length;
        if (end <= octets.Length)
            return new SyslogFrame(SyslogFrameStatus.Message, end, begin..end, null);
        return !atEnd ? SyslogFrame.NeedsMore
            : new SyslogFrame(SyslogFrameStatus.Message, octets.Length, begin..octets.Length, new SyslogAnomaly(0, "MSG-LEN", Clause, $"it says {length:N0} octets, and {octets.Length - begin:N0} came before the end"));
    }

    /// <summary>RFC 6587 §3.4.2: no length at all, the message ends with its line.</summary>
    private static SyslogFrame ByLine(ReadOnlySpan<byte> octets, int longest, bool atEnd)
    {
        var end = octets.IndexOf((byte)'\n');
        if (end < 0 && !atEnd && octets.Length <= longest)
            return SyslogFrame.NeedsMore;
        var anomaly = new SyslogAnomaly(0, "MSG-LEN", Clause, "there is none: the message begins at once");
        if ((end < 0 ? octets.Length : end) > longest)
            return new SyslogFrame(SyslogFrameStatus.TooLong, octets.Length, 0..octets.Length, anomaly with { What = "there is none, and no line ends within the limit" });
        return end < 0 ? new SyslogFrame(SyslogFrameStatus.Message, octets.Length, 0..octets.Length, anomaly) : new SyslogFrame(SyslogFrameStatus.Message, end + 1, 0..end, anomaly);
    }

    private static SyslogFrame Resynchronise(ReadOnlySpan<byte> octets, bool atEnd, string reason)
    {
        var anomaly = new SyslogAnomaly(0, "MSG-LEN", Clause, reason);
        for (var at = 1; at < octets.Length; at++)
        {
            if (octets[at] == '<' && octets[at - 1] == ' ' && SyslogReader.Priority(octets[at..], out var length) is not null && octets[(at + length)..].StartsWith("1 "u8))
            {
                var begin = at - 1;
                while (begin > 0 && char.IsAsciiDigit((char)octets[begin - 1]))
                    begin--;
                if (begin > 0 && begin < at - 1)
                    return new SyslogFrame(SyslogFrameStatus.Skipped, begin, 0..begin, anomaly);
            }
        }

        // Nothing recognisable: keep the last octets, in which a beginning may be cut in two, unless nothing more comes.
        const int LongestBeginning = MostDigits + 8;
        var skipped = atEnd ? octets.Length : octets.Length - LongestBeginning;
        return skipped > 0 ? new SyslogFrame(SyslogFrameStatus.Skipped, skipped, 0..skipped, anomaly) : SyslogFrame.NeedsMore;
    }
}
