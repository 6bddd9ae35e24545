namespace Leadglass.Exposure.Probing;

/// <summary>How a TCP connect ended.</summary>
public enum DialOutcome
{
    /// <summary>The connection is open.</summary>
    Connected,

    /// <summary>The host answered that nothing listens on the port.</summary>
    Refused,

    /// <summary>The connection was open for an instant and reset before a word could be said.</summary>
    Reset,

    /// <summary>Nothing came back in time: no such host, or a firewall that drops.</summary>
    TimedOut,

    /// <summary>A router or this machine answered that there is no way to the host.</summary>
    Unreachable,

    /// <summary>This machine could not open a connection (out of sockets or ports, not permitted); nothing is known about the target.</summary>
    LocalFailure,
}
