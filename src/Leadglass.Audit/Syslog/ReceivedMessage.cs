using System.Net;

namespace Leadglass.Audit.Syslog;

/// <summary>What came in one frame or datagram, readable or not.</summary>
public sealed record ReceivedMessage
{
    /// <summary>How it came.</summary>
    public required SyslogTransport Transport { get; init; }

    /// <summary>Who sent it; <see langword="null"/> for what stood in a file.</summary>
    public IPEndPoint? Remote { get; init; }

    /// <summary>Everything of it, as it came, without the frame.</summary>
    public required ReadOnlyMemory<byte> Octets { get; init; }

    /// <summary>What is wrong with its frame; <see langword="null"/> if nothing is, or if there was none.</summary>
    public SyslogAnomaly? FrameAnomaly { get; init; }

    /// <summary>Whether a message of syslog stands here, and neither bare XML nor octets between two frames.</summary>
    public bool IsSyslog { get; init; }

    /// <summary>What is read from it when somebody first asks; <see langword="null"/> if no message of syslog stands here.</summary>
    public SyslogReadResult? Syslog => IsSyslog ? field ??= SyslogReader.Read(Octets) : null;

    /// <summary>The audit message within; all octets where there is no header.</summary>
    public ReadOnlyMemory<byte> Content => Syslog?.Content ?? Octets;
}
