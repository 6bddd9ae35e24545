namespace Leadglass.Tls.Probing;

/// <summary>Why the answer to a hello ended.</summary>
internal enum FlightEnd
{
    /// <summary>The server has said all that it says before it hears more, or before it encrypts.</summary>
    Complete,

    /// <summary>A fatal alert, or an error of SSL 2.0.</summary>
    Alert,

    /// <summary>The server closed or reset the connection.</summary>
    Closed,

    /// <summary>The time was over.</summary>
    TimedOut,

    /// <summary>What came was no TLS, or broken, or more than any handshake.</summary>
    Garbage,
}
