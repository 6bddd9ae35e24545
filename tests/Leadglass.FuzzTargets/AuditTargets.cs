using Leadglass.Audit;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;
using static Leadglass.FuzzTargets.Claims;

namespace Leadglass.FuzzTargets;

/// <summary>The readers of audit messages and of the syslog that carries them.</summary>
public static class AuditTargets
{
    private const int LongestMessage = 1 << 16;

    /// <summary>Examines an audit message, and translates it where it can be.</summary>
    public static void Message(byte[] data)
    {
        var examined = AuditValidator.Examine(data);
        Claim(examined.Issues.All(static issue => issue.ToString().Length > 0), "every issue has words");
        AuditConversion.Convert(examined);
    }

    /// <summary>Reads syslog: one message, a stream that is cut into messages, and a file of them.</summary>
    public static void Syslog(byte[] data)
    {
        Claim(SyslogReader.Read(data).ToString().Length > 0, "every message can be looked at");
        for (var rest = data.AsSpan(); !rest.IsEmpty;)
        {
            var frame = SyslogFrameReader.Read(rest, LongestMessage, atEnd: true);
            Claim(frame.Status != SyslogFrameStatus.NeedsMore && frame.Consumed > 0 && frame.Consumed <= rest.Length, "at the end every frame goes on");
            rest = rest[frame.Consumed..];
        }
        foreach (var (line, _) in SyslogCapture.Read(data))
            Claim(line > 0, "lines count from 1");
    }
}
