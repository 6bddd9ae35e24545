using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Audit.Syslog;

/// <summary>Where to send, and how.</summary>
public sealed record SyslogSenderOptions
{
    /// <summary>The receiver.</summary>
    public required IPEndPoint Receiver { get; init; }

    /// <summary>How: datagrams, TCP or TLS.</summary>
    public required SyslogTransport Transport { get; init; }

    /// <summary>The name that the receiver's certificate must have; the address by default.</summary>
    public string? ReceiverName { get; init; }

    /// <summary>The authorities that the receiver's certificate must come from; those of the machine when <see langword="null"/>.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The certificate with its private key to show to the receiver; <see langword="null"/> (the default) for none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>How long connecting, one write, and closing may take; half a minute by default.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
