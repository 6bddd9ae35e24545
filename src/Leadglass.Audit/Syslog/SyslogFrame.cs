namespace Leadglass.Audit.Syslog;

/// <summary>What the beginning of a stream holds.</summary>
/// <param name="Status">What it is.</param>
/// <param name="Consumed">Octets that are done with; 0 when more is needed.</param>
/// <param name="Content">Where the message, or what could not be read, stands among them.</param>
/// <param name="Anomaly">What is wrong with the frame; <see langword="null"/> if nothing is.</param>
public readonly record struct SyslogFrame(SyslogFrameStatus Status, int Consumed, Range Content, SyslogAnomaly? Anomaly)
{
    /// <summary>More octets are needed.</summary>
    public static SyslogFrame NeedsMore => new(SyslogFrameStatus.NeedsMore, 0, 0..0, null);
}
