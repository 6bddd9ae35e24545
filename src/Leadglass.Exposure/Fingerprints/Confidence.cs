namespace Leadglass.Exposure.Fingerprints;

/// <summary>How sure a product guess is.</summary>
public enum Confidence
{
    /// <summary>One weak sign.</summary>
    Possible,

    /// <summary>Signs that agree.</summary>
    Likely,

    /// <summary>The system said so itself.</summary>
    Certain,
}
