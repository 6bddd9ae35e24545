namespace Leadglass.Tls.Observations;

/// <summary>What could be seen of session tickets without keys. Source: RFC 5077 §3.3.</summary>
public sealed record SessionTicketObservation
{
    /// <summary>Whether the server promises a ticket (TLS 1.2).</summary>
    public Answer Offered { get; init; }

    /// <summary>The lifetime hint; <see langword="null"/> where no ticket came in the clear, which is after a resumption only: the first one is encrypted.</summary>
    public TimeSpan? LifetimeHint { get; init; }
}
