using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Observations;

/// <summary>What a full handshake with the platform's TLS library came to.</summary>
public sealed record HandshakeObservation
{
    /// <summary>The version agreed on.</summary>
    public required TlsVersion Version { get; init; }

    /// <summary>The suite agreed on.</summary>
    public required CipherSuite Suite { get; init; }

    /// <summary>The application protocol agreed on; <see langword="null"/> for none.</summary>
    public string? ApplicationProtocol { get; init; }
}
