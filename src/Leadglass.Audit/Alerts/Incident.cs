namespace Leadglass.Audit.Alerts;

/// <summary>What records show together, before a rule judges it. Names no patient, no study and no file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sequence">Number of the record that it is about; kind and number together name the incident, in every run.</param>
/// <param name="At">When it could be noticed first, by the times of reception.</param>
/// <param name="Source">The AuditSourceID. Untrusted.</param>
public sealed record Incident(IncidentKind Kind, long Sequence, DateTimeOffset At, string Source)
{
    /// <summary>The user, process or place in the network that it is about; empty if it is about none. Untrusted.</summary>
    public string Who { get; init; } = "";

    /// <summary>How many of what <see cref="Kind"/> counts.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How long, or how far apart.</summary>
    public TimeSpan Span { get; init; }
}
