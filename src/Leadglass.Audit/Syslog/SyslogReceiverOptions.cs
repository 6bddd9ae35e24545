using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Audit.Syslog;

/// <summary>Where a receiver listens, and how much it takes.</summary>
public sealed record SyslogReceiverOptions
{
    /// <summary>Where datagrams are received; <see langword="null"/> (the default) for nowhere. Port 0 takes a free one.</summary>
    public IPEndPoint? Udp { get; init; }

    /// <summary>Where connections in clear text are accepted; <see langword="null"/> (the default) for nowhere.</summary>
    public IPEndPoint? Tcp { get; init; }

    /// <summary>Where TLS connections are accepted; <see langword="null"/> (the default) for nowhere.</summary>
    public IPEndPoint? Tls { get; init; }

    /// <summary>The certificate with its private key, and those above it; needed for <see cref="Tls"/>.</summary>
    public X509Certificate2Collection? Certificates { get; init; }

    /// <summary>Who issues the certificates of clients over TLS: each client must have one. <see langword="null"/> (the default) asks for none.</summary>
    public X509Certificate2Collection? ClientAuthorities { get; init; }

    /// <summary>
    /// Versions of TLS; 1.2 and 1.3 by default. With 1.3 the framework sends session tickets, resumption or not: a sender that only writes never reads them,
    /// so that its system resets the connection when it closes, and throws away what it had not sent yet. With 1.2 alone nothing of such a sender is lost.
    /// </summary>
    public SslProtocols Protocols { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>The longest message on a stream, in octets; a mebibyte of XML and a header by default. A longer one ends its connection.</summary>
    public int LongestMessage { get; init; } = SyslogCapture.LongestMessage;

    /// <summary>The most connections at a time; 256 by default. Further ones wait.</summary>
    public int MostConnections { get; init; } = 256;

    /// <summary>How long a client may take for the TLS handshake; half a minute by default.</summary>
    public TimeSpan HandshakePatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
