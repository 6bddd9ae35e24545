namespace Leadglass.Dicom.Data;

/// <summary>How the elements of a data set are written. Source: PS3.5 §7.1 and Annex A.</summary>
public enum DataSetEncoding
{
    /// <summary>Implicit VR little endian.</summary>
    ImplicitLittleEndian,

    /// <summary>Explicit VR little endian.</summary>
    ExplicitLittleEndian,

    /// <summary>Explicit VR big endian; retired.</summary>
    ExplicitBigEndian,

    /// <summary>Implicit VR big endian: never part of the standard, found in old files.</summary>
    ImplicitBigEndian,
}
