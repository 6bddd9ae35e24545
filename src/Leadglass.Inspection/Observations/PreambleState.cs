namespace Leadglass.Inspection.Observations;

/// <summary>What the 128 bytes in front of a DICOM file are.</summary>
public enum PreambleState
{
    /// <summary>There is no preamble.</summary>
    Absent,

    /// <summary>All zero, as the standard asks for where it is not used.</summary>
    Zero,

    /// <summary>A TIFF or BigTIFF header whose first directory lies in the file and makes sense.</summary>
    Tiff,

    /// <summary>A TIFF or BigTIFF header that leads nowhere.</summary>
    BrokenTiff,

    /// <summary>A TIFF or BigTIFF header that leads nowhere, with nothing but zeros behind it: what is left of a dual file that was cut or packed anew.</summary>
    BareTiff,

    /// <summary>The mark of a writer that is known to be harmless.</summary>
    KnownWriter,

    /// <summary>A kind of content that is named among the discoveries.</summary>
    Recognised,

    /// <summary>Anything else.</summary>
    Unknown,
}
