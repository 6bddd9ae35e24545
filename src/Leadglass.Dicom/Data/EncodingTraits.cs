namespace Leadglass.Dicom.Data;

/// <summary>The two questions that make up an encoding.</summary>
internal static class EncodingTraits
{
    public static bool IsExplicit(this DataSetEncoding encoding) => encoding is DataSetEncoding.ExplicitLittleEndian or DataSetEncoding.ExplicitBigEndian;

    public static bool IsBigEndian(this DataSetEncoding encoding) => encoding is DataSetEncoding.ExplicitBigEndian or DataSetEncoding.ImplicitBigEndian;

    /// <summary>The encoding of the same byte order with the other answer about VRs.</summary>
    public static DataSetEncoding OtherVr(this DataSetEncoding encoding) => encoding switch
    {
        DataSetEncoding.ImplicitLittleEndian => DataSetEncoding.ExplicitLittleEndian,
        DataSetEncoding.ExplicitLittleEndian => DataSetEncoding.ImplicitLittleEndian,
        DataSetEncoding.ExplicitBigEndian => DataSetEncoding.ImplicitBigEndian,
        _ => DataSetEncoding.ExplicitBigEndian,
    };
}
