using Leadglass.Exposure.Probing;

namespace Leadglass.Exposure;

/// <summary>What a check asks, and how hard it may press.</summary>
public sealed record CheckOptions
{
    /// <summary>Keys that cannot exist, drawn once a run.</summary>
    public required Sentinels Sentinels { get; init; }

    /// <summary>Manners; <see cref="Pace.Normal"/> by default.</summary>
    public Pace Pace { get; init; } = Pace.Normal;

    /// <summary>Called AE titles that the systems may have, tried when a made-up one is rejected; none by default.</summary>
    public IReadOnlyList<string> CalledAETitles { get; init; } = [];

    /// <summary>A calling AE title that is registered, for the positive control; none by default.</summary>
    public string? CallingAETitle { get; init; }

    /// <summary>Whether products' default called AE titles are tried, at most ten; off by default.</summary>
    public bool TryDefaultCalled { get; init; }

    /// <summary>Whether passcode, ticket and token identities are offered besides a user name; off by default.</summary>
    public bool AllIdentities { get; init; }

    /// <summary>Whether to stop after one association a port: what answers, and is a stranger let in; off by default.</summary>
    public bool DiscoverOnly { get; init; }
}
