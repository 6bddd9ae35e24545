using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>
/// Reads data sets in implicit and explicit VR little endian: bounded in depth and count, without recursion, lossless, and without
/// exceptions for any content. Source: PS3.5 §7.
/// </summary>
/// <remarks>Not checked: values against their VR, and elements against any information object definition.</remarks>
public static class DataSetReader
{
    /// <summary>Reads one data set, which is all of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">The encoded data set; values are slices of it.</param>
    /// <param name="encoding">How it is encoded.</param>
    /// <param name="conformance">Which deviations fail the read.</param>
    /// <param name="limits">What it may cost; null for the defaults.</param>
    public static DataSetReadResult Read(
        ReadOnlyMemory<byte> bytes, DataSetEncoding encoding, Conformance conformance = Conformance.Standard, DataSetLimits? limits = null)
    {
        var log = new AnomalyLog(conformance);
        var dataSet = new DataSetParse(bytes, encoding, limits ?? DataSetLimits.Default, log).Run();
        return new DataSetReadResult(log.Failed ? null : dataSet, log.Anomalies);
    }

    /// <summary>The encoding of the data sets of a transfer syntax.</summary>
    /// <param name="transferSyntax">UID of the transfer syntax.</param>
    /// <param name="encoding">Implicit or explicit VR little endian.</param>
    /// <returns>False for big endian, for deflated data sets, and for UIDs that are no transfer syntax of the standard.</returns>
    public static bool TryEncodingOf(string transferSyntax, out DataSetEncoding encoding)
    {
        encoding = transferSyntax == Uids.ImplicitVRLittleEndian ? DataSetEncoding.ImplicitLittleEndian : DataSetEncoding.ExplicitLittleEndian;
        return transferSyntax switch
        {
            Uids.ExplicitVRBigEndian or Uids.DeflatedExplicitVRLittleEndian or Uids.JPIPReferencedDeflate or Uids.JPIPHTJ2KReferencedDeflate => false,
            _ => Uids.TryFind(transferSyntax, out var entry) && entry.Kind == "Transfer Syntax",
        };
    }
}
