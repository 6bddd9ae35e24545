using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Files;

/// <summary>How a transfer syntax writes a data set into a file. Source: PS3.5 §10 and Annex A.</summary>
/// <param name="Encoding">How its elements are written.</param>
/// <param name="IsDeflated">The whole data set is compressed. Source: PS3.5 §A.5.</param>
/// <param name="IsStandard">The UID is a transfer syntax of the standard; others are taken for explicit VR little endian, as all new ones are.</param>
public readonly record struct TransferSyntaxCoding(DataSetEncoding Encoding, bool IsDeflated, bool IsStandard)
{
    /// <summary>Of GE, before 2000: implicit VR little endian, but for the samples of the pixel data.</summary>
    private const string GeneralElectricBigEndian = "1.2.840.113619.5.2";

    /// <summary>The coding of a transfer syntax.</summary>
    /// <param name="uid">Its UID, without padding.</param>
    public static TransferSyntaxCoding Of(string uid) => uid switch
    {
        Uids.ImplicitVRLittleEndian or Uids.Papyrus3ImplicitVRLittleEndian => new(DataSetEncoding.ImplicitLittleEndian, false, true),
        GeneralElectricBigEndian => new(DataSetEncoding.ImplicitLittleEndian, false, false),
        Uids.ExplicitVRBigEndian => new(DataSetEncoding.ExplicitBigEndian, false, true),
        Uids.DeflatedExplicitVRLittleEndian or Uids.JPIPReferencedDeflate or Uids.JPIPHTJ2KReferencedDeflate => new(DataSetEncoding.ExplicitLittleEndian, true, true),
        _ => new(DataSetEncoding.ExplicitLittleEndian, false, Uids.TryFind(uid, out var entry) && entry.Kind == "Transfer Syntax"),
    };
}
