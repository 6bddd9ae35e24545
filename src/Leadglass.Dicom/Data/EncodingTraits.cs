namespace Leadglass.Dicom.Data;

/// <summary>The two questions that make up an encoding.</summary>
public static class EncodingTraits
{
    /// <summary>Whether elements say their VR.</summary>
    /// <param name="encoding">The encoding.</param>
    public static bool IsExplicit(this DataSetEncoding encoding) => encoding is DataSetEncoding.ExplicitLittleEndian or DataSetEncoding.ExplicitBigEndian;

    /// <summary>Whether the more significant byte comes first.</summary>
    /// <param name="encoding">The encoding.</param>
    public static bool IsBigEndian(this DataSetEncoding encoding) => encoding is DataSetEncoding.ExplicitBigEndian or DataSetEncoding.ImplicitBigEndian;

    /// <summary>The encoding of the same byte order with the other answer about VRs.</summary>
    /// <param name="encoding">The encoding.</param>
    public static DataSetEncoding OtherVr(this DataSetEncoding encoding) => encoding switch
    {
        DataSetEncoding.ImplicitLittleEndian => DataSetEncoding.ExplicitLittleEndian,
        DataSetEncoding.ExplicitLittleEndian => DataSetEncoding.ImplicitLittleEndian,
        DataSetEncoding.ExplicitBigEndian => DataSetEncoding.ImplicitBigEndian,
        _ => DataSetEncoding.ExplicitBigEndian,
    };
}
