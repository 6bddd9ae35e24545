using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Tls.Probing;

/// <summary>What an examination of a server may use.</summary>
public sealed record ServerProbeOptions
{
    /// <summary>The DNS name for <c>server_name</c>; <see langword="null"/> (the default) sends none, as is right for an address.</summary>
    public string? ServerName { get; init; }

    /// <summary>How long one answer may take, from the first byte sent to the last received; 5 seconds by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What to say first inside TLS, such as an A-ASSOCIATE-RQ; none by default. In TLS 1.3 only an answer to it tells whether a client was let in,
    /// because a refusal comes after the handshake seems to have ended well.
    /// </summary>
    public ReadOnlyMemory<byte> ApplicationData { get; init; }

    /// <summary>Whether an answer inside TLS is whole, since it may come in several records; by default its first bytes are taken for all of it.</summary>
    public Func<ReadOnlyMemory<byte>, bool>? ApplicationIsWhole { get; init; }

    /// <summary>
    /// From the first answer inside TLS, what to say next, such as a C-ECHO to an association that was accepted; empty says nothing more. None by default.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? ApplicationNext { get; init; }

    /// <summary>What to say before the connection is closed if there was an answer, such as an A-ABORT; none by default.</summary>
    public ReadOnlyMemory<byte> ApplicationFarewell { get; init; }

    /// <summary>A certificate with its private key that the server should let in; none by default. It is not disposed.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>
    /// Whether to send the opening messages of known attacks as well (<see cref="Observations.AttackObservation"/>); not by default. Only to servers whose
    /// owner has allowed it: a program that has such a fault may also have one that ends it.
    /// </summary>
    public bool Intrusive { get; init; }

    /// <summary>Clock for deadlines and for the throw-away certificates.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Fills the random fields of hellos, which protect nothing here: no secret is ever agreed on.</summary>
    public Random Random { get; init; } = Random.Shared;
}
