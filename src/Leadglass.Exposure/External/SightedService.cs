using Leadglass.Exposure.Fingerprints;
using Leadglass.Exposure.Inventory;

namespace Leadglass.Exposure.External;

/// <summary>A listed service with what follows from the export around it: what the rules judge.</summary>
public sealed record SightedService
{
    /// <summary>The latest sighting.</summary>
    public required Sighting Sighting { get; init; }

    /// <summary>What says that it is for medical images.</summary>
    public required DicomSign Sign { get; init; }

    /// <summary>What it seems to be.</summary>
    public ProductGuess? Product { get; init; }

    /// <summary>The site's inventory; <see langword="null"/> where nobody named one.</summary>
    public SiteInventory? Inventory { get; init; }

    /// <summary>The system of the inventory that it belongs to; <see langword="null"/> if the inventory knows none.</summary>
    public Asset? System { get; init; }

    /// <summary>Whether the inventory says that it may be reached from outside.</summary>
    public bool MayBeReached => System?.Ports.Any(port => port.Port == Sighting.Port && port.IsReachableFromOutside) == true;

    /// <summary>What else suggests that it only plays a service, one sentence each.</summary>
    public IReadOnlyList<string> HoneypotSigns { get; init; } = [];

    /// <summary>Whether there is an earlier export to compare with.</summary>
    public bool Compared { get; init; }

    /// <summary>The same service in the earlier export; <see langword="null"/> where that does not list it.</summary>
    public Sighting? Before { get; init; }

    /// <summary>Makes what is judged of a sighting.</summary>
    public static SightedService Of(Sighting sighting)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        var product = SightingRecognition.Product(sighting);
        return new SightedService { Sighting = sighting, Product = product, Sign = SightingRecognition.Sign(sighting, product) };
    }
}
