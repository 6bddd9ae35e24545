using Leadglass.Findings;

namespace Leadglass.Exposure.Inventory;

/// <summary>A port as it was found beside what the inventory says of it: what the rules judge.</summary>
/// <param name="Inventory">The inventory.</param>
/// <param name="System">The system that it belongs to; <see langword="null"/> if the inventory knows none.</param>
/// <param name="Wanted">What the port should be; <see langword="null"/> if the inventory does not name it.</param>
/// <param name="Seen">What was seen; <see langword="null"/> if nothing answered.</param>
internal sealed record PlacedPort(SiteInventory Inventory, Asset? System, AssetPort? Wanted, Target? Seen)
{
    /// <summary>What answers there.</summary>
    public string? Service => Fact("service");

    /// <summary>Something that was seen; <see langword="null"/> if it was not.</summary>
    public string? Fact(string key) => Seen is null ? null : InventoryFile.Fact(Seen, key);
}
