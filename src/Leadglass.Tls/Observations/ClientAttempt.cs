namespace Leadglass.Tls.Observations;

/// <summary>One full handshake with, or without, a client certificate, and what the server answered inside TLS.</summary>
/// <param name="Certificate">Which certificate was shown if the server asked.</param>
public sealed record ClientAttempt(ClientCertificateKind Certificate)
{
    /// <summary>Whether the server let the client in.</summary>
    public ClientAdmission Admission { get; init; }

    /// <summary>Whether the server asked for a certificate.</summary>
    public Answer Requested { get; init; }

    /// <summary>The version agreed on; <see langword="null"/> where the handshake did not end.</summary>
    public TlsVersion? Version { get; init; }

    /// <summary>The alert that refused, where one could be read in the clear or from the TLS library; <see langword="null"/> otherwise.</summary>
    public Registry.AlertDescription? Alert { get; init; }

    /// <summary>The first bytes of the answer to the application data, at most 4096. Untrusted.</summary>
    public ReadOnlyMemory<byte> Reply { get; init; }

    /// <summary>The first bytes of the answer to what was said next, at most 4096; empty where nothing was said or nothing came. Untrusted.</summary>
    public ReadOnlyMemory<byte> NextReply { get; init; }
}
