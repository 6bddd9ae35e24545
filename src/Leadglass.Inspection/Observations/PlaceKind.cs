namespace Leadglass.Inspection.Observations;

/// <summary>What kind of place in a file something stands at.</summary>
public enum PlaceKind
{
    /// <summary>The first 128 bytes of a DICOM file, or content that belongs to the file as a whole.</summary>
    File,

    /// <summary>A standard element.</summary>
    Element,

    /// <summary>A private element, or one inside it.</summary>
    PrivateElement,

    /// <summary>Pixel data, or a fragment of it.</summary>
    PixelData,

    /// <summary>An encapsulated document, (0042,0011).</summary>
    Document,

    /// <summary>Trailing padding, (FFFC,FFFC).</summary>
    Padding,

    /// <summary>Bytes that belong to no element.</summary>
    OutsideElements,
}
