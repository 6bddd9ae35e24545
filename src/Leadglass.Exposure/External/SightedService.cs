using Leadglass.Exposure.Fingerprints;

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
