namespace Leadglass.Tls.Observations;

/// <summary>What could be seen of session tickets without keys. Source: RFC 5077 §3.3.</summary>
public sealed record SessionTicketObservation
{
    /// <summary>Whether the server promises a ticket (TLS 1.2).</summary>
    public Answer Offered { get; init; }

    /// <summary>The lifetime hint; <see langword="null"/> where no full handshake of TLS 1.2 brought one; those of TLS 1.3 are encrypted.</summary>
    public TimeSpan? LifetimeHint { get; init; }
}
