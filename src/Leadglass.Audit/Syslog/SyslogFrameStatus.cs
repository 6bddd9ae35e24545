namespace Leadglass.Audit.Syslog;

/// <summary>What the beginning of a stream holds.</summary>
public enum SyslogFrameStatus
{
    /// <summary>Not yet a whole frame.</summary>
    NeedsMore,

    /// <summary>A message; with an anomaly if its frame was none of RFC 5425 but its end could be told.</summary>
    Message,

    /// <summary>Octets that belong to no message; after them a frame begins, or the end of what is there.</summary>
    Skipped,

    /// <summary>A length beyond the limit: what follows cannot be read, and the connection should be closed.</summary>
    TooLong,
}
