namespace Leadglass.Fuzzing.Campaign;

/// <summary>What only people know about a campaign: who ran it, on what, and why. Kept and printed as it was written; nothing of it is checked.</summary>
public sealed record CampaignStatement
{
    /// <summary>The product under test; null where nobody said.</summary>
    public string? Product { get; init; }

    /// <summary>Its version or build.</summary>
    public string? Version { get; init; }

    /// <summary>Who ran the campaign.</summary>
    public string? Tester { get; init; }

    /// <summary>For whom the tester works.</summary>
    public string? Organisation { get; init; }

    /// <summary>How independent the tester is of those who made the product (IEC 62443-4-1 SVV-5).</summary>
    public string? Independence { get; init; }

    /// <summary>What the campaign is evidence for.</summary>
    public IReadOnlyList<ScopeLine> Scope { get; init; } = [];
}
