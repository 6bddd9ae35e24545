namespace Leadglass.Dicom.Data;

/// <summary>How the elements of a data set are written. Source: PS3.5 §7.1 and Annex A.</summary>
public enum DataSetEncoding
{
    /// <summary>Implicit VR little endian.</summary>
    ImplicitLittleEndian,

    /// <summary>Explicit VR little endian.</summary>
    ExplicitLittleEndian,
}
