namespace Leadglass.Audit.Building;

/// <summary>Kinds of media (PS3.16 CID 405). The values are the codes.</summary>
public enum MediaKind
{
    /// <summary>Film.</summary>
    Film = 110_010,

    /// <summary>A device that behaves as a USB disk.</summary>
    UsbDisk = 110_030,

    /// <summary>CD.</summary>
    Cd = 110_032,

    /// <summary>DVD.</summary>
    Dvd = 110_033,

    /// <summary>Compact Flash.</summary>
    CompactFlash = 110_034,

    /// <summary>Multi-media card.</summary>
    MultiMediaCard = 110_035,

    /// <summary>Secure Digital card.</summary>
    SecureDigitalCard = 110_036,

    /// <summary>A place that a URI names.</summary>
    Uri = 110_037,

    /// <summary>Paper.</summary>
    Paper = 110_038,

    /// <summary>A message by e-mail. In the edition 2026 and later.</summary>
    EmailMessage = 110_157,
}
