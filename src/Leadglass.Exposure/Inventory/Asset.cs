namespace Leadglass.Exposure.Inventory;

/// <summary>One system of a site, as it should be.</summary>
public sealed record Asset
{
    /// <summary>What the site calls it; once in an inventory.</summary>
    public required string Name { get; init; }

    /// <summary>Who answers for it; <see langword="null"/> if the inventory does not say.</summary>
    public string? Owner { get; init; }

    /// <summary>Its addresses and DNS names, at least one.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Its AE titles.</summary>
    public IReadOnlyList<string> AETitles { get; init; } = [];

    /// <summary>The product, as far as it should be recognised: what is seen begins with it; <see langword="null"/> if the inventory does not say.</summary>
    public string? Product { get; init; }

    /// <summary>The ports that should answer; all others should not.</summary>
    public IReadOnlyList<AssetPort> Ports { get; init; } = [];
}
