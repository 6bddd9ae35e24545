namespace Leadglass.Exposure.Fingerprints;

/// <summary>What a fingerprint names.</summary>
public enum FingerprintKind
{
    /// <summary>A library: many products are built with it.</summary>
    Toolkit,

    /// <summary>A product.</summary>
    Product,

    /// <summary>Only the vendor.</summary>
    Vendor,
}
